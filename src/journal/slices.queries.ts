import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { all, Database, listed, sql, type Sql } from '../platform/database/index.js';
import { conditionsOf } from './journal-filter.js';
import { Marked } from './marked.js';
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

/** Days as `YYYY-MM-DD`, both included. */
export interface JournalPeriod {
  from: string;
  to: string;
}

/** What of the journal is told: what is about some things, or what was done. */
export type JournalSlice = { subjectIds: Iterable<string> } | { actions: readonly string[] };

type Row = Omit<ProvenEntry, 'detail' | 'path'> & { salt: string | null; content: string | null };

const idsAtOnce = 200;
const provenAtOnce = 50;
/** How far the journal is looked through before others get their turn. */
const entriesAtOnce = 5_000;

/** What the journal says of some things, provable against a checkpoint. */
@Injectable()
export class JournalSlices {
  constructor(
    private readonly database: Database,
    private readonly tree: JournalTree,
  ) {}

  /**
   * In the order of the journal, a few at a time: all such entries among its first `size`; of a period, where one is told. And
   * whatever the period each that accepted the journal after a restore: without it nobody outside learns why a checkpoint of
   * before does not fit. Which they are is held in memory, a bit for each there is, not what they say.
   */
  async *proven(
    slice: JournalSlice,
    size: number,
    period?: JournalPeriod,
  ): AsyncGenerator<ProvenEntry> {
    const inPeriod = all(conditionsOf(period ?? {}));
    const told = new Marked(size);
    if ('actions' in slice) await this.ofActions(slice.actions, told, size, inPeriod);
    else await this.aboutThings(slice.subjectIds, told, size, inPeriod);
    await this.aboutThings(['journal'], told, size, sql`e.action = 'journal.accepted'`);
    const pathOf = this.tree.paths(size);
    for await (const some of told.slices(provenAtOnce)) {
      for (const row of await this.rows(some)) yield provenBy(row, await pathOf(row.seq));
    }
  }

  private async aboutThings(
    subjectIds: Iterable<string>,
    told: Marked,
    size: number,
    condition: Sql,
  ): Promise<void> {
    for (const ids of fewOf(subjectIds)) {
      const rows = await this.database.sql<{ seq: number }[]>`
        SELECT e.seq FROM journal_entry e
        WHERE e.subject_id IN (${listed(ids)}) AND e.seq <= ${size} AND ${condition}`;
      for (const { seq } of rows) told.add(Number(seq));
      await setImmediate();
    }
  }

  private async ofActions(
    actions: readonly string[],
    told: Marked,
    size: number,
    condition: Sql,
  ): Promise<void> {
    for (let from = 0; from < size; from += entriesAtOnce) {
      const to = Math.min(size, from + entriesAtOnce);
      const rows = await this.database.sql<{ seq: number }[]>`
        SELECT e.seq FROM journal_entry e
        WHERE e.seq > ${from} AND e.seq <= ${to} AND e.action IN (${listed(actions)}) AND ${condition}
        ORDER BY e.seq`;
      for (const { seq } of rows) told.add(Number(seq));
      await setImmediate();
    }
  }

  private async rows(numbers: readonly number[]): Promise<Row[]> {
    return this.database.sql<Row[]>`
      SELECT e.seq, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.action,
        e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.detail_hash AS "detailHash",
        e.previous_hash AS "previousHash", e.hash, d.salt, d.content
      FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
      WHERE e.seq IN (${listed(numbers)}) ORDER BY e.seq`;
  }
}

/** Named one by one: what is spread over a new object leaves behind, for each, a shape of its own that outlives it by far. */
function provenBy(row: Row, path: string[]): ProvenEntry {
  const { seq, at, actorKind, actorId, action, subjectKind, subjectId } = row;
  const { detailHash, previousHash, hash, salt, content } = row;
  const of = { seq, at, actorKind, actorId, action, subjectKind, subjectId };
  const entry = Object.assign(of, { detailHash, previousHash, hash });
  if (salt === null || content === null) return Object.assign(entry, { path });
  return Object.assign(entry, { detail: { salt, content }, path });
}

function* fewOf(ids: Iterable<string>): Generator<string[]> {
  let some: string[] = [];
  for (const id of ids) {
    if (some.push(id) < idsAtOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
