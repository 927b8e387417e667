import { Injectable } from '@nestjs/common';
import {
  Downloads,
  evidenceKindLabels,
  EvidenceQueries,
  type EvidenceLine,
  type RevisionLine,
} from '../../../evidence/index.js';
import { Breaths } from '../../../platform/breaths.js';
import type { Drafts } from './drafts.js';
import { EvidenceFiles, withoutName } from './evidence-files.js';
import { factsPart, inBatches, listPart, type Rows } from './lists.js';
import type { Made, Part } from './part.js';

/** A piece of evidence as `evidence-index.json` has it. */
export type IndexedEvidence = ReturnType<typeof facts> & { revisions: IndexedRevision[] };

export interface IndexedRevision {
  path: string;
  evidenceId: string;
  revision: number;
  sha256: string;
  bytes: number;
  mediaType: string;
  givenAt: string;
}

/** A piece of evidence with all that was given of it, the newest first. */
export interface ReadEvidence {
  line: EvidenceLine;
  revisions: RevisionLine[];
}

/** The files of evidence, and the index that says what they are. */
@Injectable()
export class EvidenceParts {
  constructor(
    private readonly evidence: EvidenceQueries,
    private readonly downloads: Downloads,
  ) {}

  /** What is attached to some things, by their kind, each once. */
  async linkedTo(subjects: Readonly<Record<string, readonly string[]>>): Promise<EvidenceLine[]> {
    const ids = new Set<string>();
    for (const [kind, of] of Object.entries(subjects)) {
      for (const id of await this.evidence.idsLinkedTo(kind, of)) ids.add(id);
    }
    return this.evidence.byIds([...ids]);
  }

  async read(lines: readonly EvidenceLine[]): Promise<ReadEvidence[]> {
    const read: ReadEvidence[] = [];
    const breaths = new Breaths();
    for (const line of lines) {
      await breaths.take();
      read.push({ line, revisions: await this.evidence.revisions(line.id) });
    }
    return read;
  }

  /** What the index tells of them, in its order; their files are added to those of the dossier. */
  indexed(read: readonly ReadEvidence[], files: EvidenceFiles): IndexedEvidence[] {
    return [...read]
      .sort((one, other) => byId(one.line, other.line))
      .map(({ line, revisions }) => ({
        ...facts(line),
        revisions: revisions.map((revision) => this.filed(line.id, revision, files)),
      }));
  }

  /** The same of any number of them, given in their order, a few at a time. */
  async listed(drafts: Drafts, ids: Rows<string>): Promise<{ part: Part; files: Part[] }> {
    const files = new EvidenceFiles();
    const rows = this.indexedOf(ids, files);
    const part = await listPart(drafts, 'evidence-index.json', { rows, bare: namelessEvidence });
    return { part, files: files.all };
  }

  private async *indexedOf(
    ids: Rows<string>,
    files: EvidenceFiles,
  ): AsyncGenerator<IndexedEvidence> {
    for await (const some of inBatches(ids, batch)) {
      yield* this.indexed(await this.read(await this.evidence.byIds(some)), files);
    }
  }

  private filed(
    evidenceId: string,
    { id, number: revision, name, sha256, bytes, mediaType, givenAt }: RevisionLine,
    files: EvidenceFiles,
  ): IndexedRevision {
    const open = () => this.downloads.content(evidenceId, id);
    const path = files.add(name, { bytes, sha256, open });
    return { path, evidenceId, revision, sha256, bytes, mediaType, givenAt };
  }
}

const batch = 200;

/** `evidence-index.json`: what was typed, and what files are called, may name people. */
export const indexPart = (index: readonly IndexedEvidence[]): Made =>
  factsPart('evidence-index.json', index, (lines) => lines.map(namelessEvidence));

export const namelessEvidence = (line: IndexedEvidence): IndexedEvidence => ({
  ...line,
  title: evidenceKindLabels[line.kind],
  scope: null,
  withdrawnReason: null,
  revisions: line.revisions.map((revision) => ({
    ...revision,
    path: withoutName(revision.path),
  })),
});

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

function facts(line: EvidenceLine) {
  const { id, kind, title, scope, periodFrom, periodTo, issuedOn, expiresOn, freshness } = line;
  return {
    id,
    vendorId: line.vendorId,
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
