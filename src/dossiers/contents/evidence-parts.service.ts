import { Injectable } from '@nestjs/common';
import {
  Downloads,
  evidenceKindLabels,
  EvidenceQueries,
  type EvidenceLine,
} from '../../evidence/index.js';
import { Breaths } from '../../platform/breaths.js';
import { InventoryQueries } from '../../supply-chain/index.js';
import { safeName } from '../bag/safe-name.js';
import type { Drafts } from './drafts.js';
import { factsPart, inBatches, listPart, type Rows } from './lists.js';
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
    const breaths = new Breaths();
    for (const [kind, id] of subjects) {
      await breaths.take();
      for (const line of await this.evidence.linkedTo(kind, id)) lines.set(line.id, line);
    }
    return [...lines.values()];
  }

  /** Ids of the files that these lists of tools were read from, in their order. */
  async ofInventories(inventoryIds: readonly string[]): Promise<string[]> {
    return (await this.inventories.evidenceOf(inventoryIds)).sort();
  }

  async of(lines: readonly EvidenceLine[]): Promise<{ index: IndexedEvidence[]; files: Part[] }> {
    const files = new Map<string, Part>();
    const index: IndexedEvidence[] = [];
    const breaths = new Breaths();
    for (const line of [...lines].sort(byId)) {
      await breaths.take();
      index.push(await this.indexedWith(line, files));
    }
    return { index, files: [...files.values()] };
  }

  /** The same of any number of them, given in their order, a few at a time. */
  async listed(drafts: Drafts, ids: Rows<string>): Promise<{ part: Part; files: Part[] }> {
    const files = new Map<string, Part>();
    const rows = this.indexedOf(ids, files);
    const part = await listPart(drafts, 'evidence-index.json', { rows, bare: namelessEvidence });
    return { part, files: [...files.values()] };
  }

  private async *indexedOf(
    ids: Rows<string>,
    files: Map<string, Part>,
  ): AsyncGenerator<IndexedEvidence> {
    for await (const some of inBatches(ids, batch)) {
      const lines = await this.evidence.byIds(some);
      for (const line of lines.sort(byId)) yield await this.indexedWith(line, files);
    }
  }

  private async indexedWith(
    line: EvidenceLine,
    files: Map<string, Part>,
  ): Promise<IndexedEvidence> {
    const revisions: IndexedRevision[] = [];
    for (const revision of await this.evidence.revisions(line.id)) {
      const { sha256, bytes, mediaType, givenAt, number, id } = revision;
      const path = pathOf(revision, files);
      if (!files.has(path)) {
        const open = () => this.downloads.content(line.id, id);
        files.set(path, {
          ...{ path, namelessPath: namelessPath(path) },
          ...{ content: { bytes, sha256, open }, holds: 'evidence' },
        });
      }
      const evidenceId = line.id;
      revisions.push({ path, evidenceId, revision: number, sha256, bytes, mediaType, givenAt });
    }
    return { ...indexed(line), revisions };
  }
}

const batch = 200;

/** `evidence-index.json`: what was typed, and what files are called, may name people. */
export const indexPart = (index: readonly IndexedEvidence[]): Part =>
  factsPart('evidence-index.json', index, (lines) => lines.map(namelessEvidence));

export const namelessEvidence = (line: IndexedEvidence): IndexedEvidence => ({
  ...line,
  title: evidenceKindLabels[line.kind],
  scope: null,
  withdrawnReason: null,
  revisions: line.revisions.map((revision) => ({
    ...revision,
    path: namelessPath(revision.path),
  })),
});

/** Only what kind of file it is stays of its name. */
const namelessPath = (path: string): string =>
  path.replace(/^(evidence\/[0-9a-f]+)-.*?(\.[A-Za-z0-9]{1,8})?$/, '$1-file$2');

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

/** In small letters, since not every system tells large ones apart. Two files may begin with the same eight digits: the second is then told by all of them. */
function pathOf(
  { sha256, name }: { sha256: string; name: string },
  files: ReadonlyMap<string, Part>,
): string {
  const file = safeName(name).toLowerCase();
  const path = `evidence/${sha256.slice(0, 8)}-${file}`;
  const taken = files.get(path)?.content;
  const isOther = taken && isStored(taken) && taken.sha256 !== sha256;
  return isOther ? `evidence/${sha256}-${file}` : path;
}

function indexed(line: EvidenceLine) {
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
