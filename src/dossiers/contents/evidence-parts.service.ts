import { Injectable } from '@nestjs/common';
import { Downloads, EvidenceQueries, type EvidenceLine } from '../../evidence/index.js';
import { safeName } from '../bag/safe-name.js';
import type { Part } from './part.js';

/** A piece of evidence as `evidence-index.json` has it. */
export type IndexedEvidence = ReturnType<typeof indexed> & { revisions: IndexedRevision[] };

export interface IndexedRevision {
  path: string;
  evidenceId: string;
  revision: number;
  sha256: string;
  bytes: number;
  mediaType: string;
  givenAt: string;
}

/** The files of evidence, each once, and the index that says what they are. */
@Injectable()
export class EvidenceParts {
  constructor(
    private readonly evidence: EvidenceQueries,
    private readonly downloads: Downloads,
  ) {}

  async of(lines: readonly EvidenceLine[]): Promise<{ index: IndexedEvidence[]; files: Part[] }> {
    const files = new Map<string, Part>();
    const index: IndexedEvidence[] = [];
    for (const line of [...lines].sort((one, other) => (one.id < other.id ? -1 : 1))) {
      const revisions: IndexedRevision[] = [];
      for (const revision of await this.evidence.revisions(line.id)) {
        const { sha256, bytes, mediaType, givenAt, number, id } = revision;
        const path = `evidence/${sha256.slice(0, 8)}-${safeName(revision.name)}`;
        const known = [...files.values()].find(({ path: taken }) => taken === path);
        if (!known) {
          const open = () => this.downloads.content(line.id, id);
          files.set(path, { path, content: { bytes, sha256, open }, holds: 'evidence' });
        }
        revisions.push({
          path,
          evidenceId: line.id,
          revision: number,
          sha256,
          bytes,
          mediaType,
          givenAt,
        });
      }
      index.push({ ...indexed(line), revisions });
    }
    return { index, files: [...files.values()] };
  }
}

function indexed(line: EvidenceLine) {
  const { id, kind, title, scope, periodFrom, periodTo, issuedOn, expiresOn, freshness } = line;
  return {
    id,
    kind,
    title,
    scope,
    givenByKind: line.givenByKind,
    givenAt: line.givenAt,
    periodFrom,
    periodTo,
    issuedOn,
    expiresOn,
    withdrawnAt: line.withdrawnAt,
    withdrawnReason: line.withdrawnReason,
    freshness,
  };
}
