import { Injectable } from '@nestjs/common';
import { Database, listed, sql } from '../platform/database/index.js';
import { slicesOf } from '../platform/slices.js';
import { inclusionProof } from './tree/merkle.js';
import { JournalTree } from './tree/journal-tree.js';

/** An entry with all that its hash covers, and the path from it to the root of a checkpoint. */
export interface ProvenEntry {
  seq: number;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  detailHash: string;
  previousHash: string;
  hash: string;
  /** What its detail hash covers: absent where it was purged. */
  detail?: { salt: string; content: string };
  /** Hashes in base64, lowest first (RFC 6962, audit path). */
  path: string[];
}

type Row = Omit<ProvenEntry, 'detail' | 'path'> & { salt: string | null; content: string | null };

const idsAtOnce = 200;

/** What the journal says of some things, provable against a checkpoint. */
@Injectable()
export class JournalSlices {
  constructor(
    private readonly database: Database,
    private readonly tree: JournalTree,
  ) {}

  /** In the order of the journal: all entries about these things among its first `size`; of a period, where one is told. */
  async about(
    subjectIds: readonly string[],
    size: number,
    period?: { from: string; to: string },
  ): Promise<ProvenEntry[]> {
    const inPeriod = period
      ? sql`substr(e.at, 1, 10) >= ${period.from} AND substr(e.at, 1, 10) <= ${period.to}`
      : sql`1 = 1`;
    const rows: Row[] = [];
    for await (const ids of slicesOf([...new Set(subjectIds)], idsAtOnce)) {
      rows.push(
        ...(await this.database.sql<Row[]>`
          SELECT e.seq, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.action,
            e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.detail_hash AS "detailHash",
            e.previous_hash AS "previousHash", e.hash, d.salt, d.content
          FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
          WHERE e.subject_id IN (${listed(ids)}) AND e.seq <= ${size} AND ${inPeriod}`),
      );
    }
    rows.sort((one, other) => one.seq - other.seq);
    const subtrees = this.tree.subtrees();
    const proven: ProvenEntry[] = [];
    for await (const some of slicesOf(rows, idsAtOnce)) {
      for (const { salt, content, ...entry } of some) {
        const path = await inclusionProof(entry.seq - 1, size, subtrees);
        const detail = salt !== null && content !== null ? { detail: { salt, content } } : {};
        proven.push({ ...entry, ...detail, path: path.map((hash) => hash.toString('base64')) });
      }
    }
    return proven;
  }
}
