import { Injectable } from '@nestjs/common';
import { Downloads, EvidenceQueries, type EvidenceLine } from '../../evidence/index.js';
import { InventoryQueries } from '../../supply-chain/index.js';
import { safeName } from '../bag/safe-name.js';
import { factsPart } from './lists.js';
import { isStored, type Part } from './part.js';

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
    private readonly inventories: InventoryQueries,
  ) {}

  /** What is attached to some things, each once. */
  async linkedTo(
    subjects: readonly (readonly [kind: string, id: string])[],
  ): Promise<EvidenceLine[]> {
    const lines = new Map<string, EvidenceLine>();
    for (const [kind, id] of subjects) {
      for (const line of await this.evidence.linkedTo(kind, id)) lines.set(line.id, line);
    }
    return [...lines.values()];
  }

  /** The files that these lists of tools were read from. */
  async ofInventories(inventoryIds: readonly string[]): Promise<EvidenceLine[]> {
    return this.evidence.byIds(await this.inventories.evidenceOf(inventoryIds));
  }

  async of(lines: readonly EvidenceLine[]): Promise<{ index: IndexedEvidence[]; files: Part[] }> {
    const files = new Map<string, Part>();
    const index: IndexedEvidence[] = [];
    for (const line of [...lines].sort((one, other) => (one.id < other.id ? -1 : 1))) {
      const revisions: IndexedRevision[] = [];
      for (const revision of await this.evidence.revisions(line.id)) {
        const { sha256, bytes, mediaType, givenAt, number, id } = revision;
        const path = pathOf(revision, files);
        if (!files.has(path)) {
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

/** `evidence-index.json`: why something was withdrawn is said in somebody's own words. */
export const indexPart = (index: readonly IndexedEvidence[]): Part =>
  factsPart('evidence-index.json', index, (lines) =>
    lines.map(({ withdrawnReason: _, ...line }) => line),
  );

/** Two files may begin with the same eight digits: the second is then told by all of them. */
function pathOf(
  { sha256, name }: { sha256: string; name: string },
  files: ReadonlyMap<string, Part>,
): string {
  const path = `evidence/${sha256.slice(0, 8)}-${safeName(name)}`;
  const taken = files.get(path)?.content;
  const isOther = taken && isStored(taken) && taken.sha256 !== sha256;
  return isOther ? `evidence/${sha256}-${safeName(name)}` : path;
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
