import { Injectable } from '@nestjs/common';
import { Database, listed, readPage, sql, type Page } from '../platform/database/index.js';
import { cursorByNumber } from './cursor-by-number.js';
import { conditionsOf, type JournalFilter } from './journal-filter.js';
import { JournalSearch } from './searching/search.queries.js';

export interface JournalLine {
  seq: number;
  at: string;
  actor: { kind: string; id: string; name: string };
  action: string;
  subject: { kind: string; id: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  hash: string;
}

interface Row {
  seq: number;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  hash: string;
  content: string | null;
}

/** A page of the journal. */
export interface JournalPage extends Page<JournalLine> {
  /** Where looking ended before the page was full: older entries are on the next one. */
  reached?: { seq: number; at: string };
}

const columns = sql`e.seq, e.at, e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.action,
  e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.hash, d.content`;
const entries = sql`journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq`;

@Injectable()
export class JournalQueries {
  constructor(
    private readonly database: Database,
    private readonly search: JournalSearch,
  ) {}

  /** Newest first. */
  async page(filter: JournalFilter): Promise<JournalPage> {
    if (JournalSearch.isFor(filter)) return this.found(filter);
    const page = await readPage<Row & { id: string }>(this.database, {
      columns: sql`${columns}, cast(e.seq AS text) AS id`,
      from: entries,
      conditions: conditionsOf(filter),
      sort: { column: sql`e.seq`, id: sql`e.seq`, descending: true },
      size: filter.size ?? 50,
      cursor: cursorByNumber(filter.cursor),
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  private async found(filter: JournalFilter): Promise<JournalPage> {
    const { items, ...page } = await this.search.find(filter);
    if (items.length === 0) return { ...page, items: [] };
    const rows = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${entries} WHERE e.seq IN (${listed(items)}) ORDER BY e.seq DESC`;
    return { ...page, items: rows.map(lineOf) };
  }
}

function lineOf(row: Row): JournalLine {
  const detail = row.content
    ? (JSON.parse(row.content) as Pick<JournalLine, 'before' | 'after'> & { actor: string })
    : undefined;
  return {
    seq: row.seq,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId, name: detail?.actor ?? 'purged' },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId },
    before: detail?.before ?? null,
    after: detail?.after ?? null,
    hash: row.hash,
  };
}
