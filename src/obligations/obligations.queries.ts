import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import {
  all,
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import { afterPrefix, wordsOf } from '../vendors/index.js';
import { kindOf } from './kinds/index.js';
import type { ObligationLine, ObligationQuery } from './obligation.dto.js';

const columns = sql`o.id, o.kind, o.subject_kind AS "subjectKind", o.subject_id AS "subjectId", o.part,
  o.vendor_id AS "vendorId", v.name AS vendor, v.tier, o.owner_id AS "ownerId", u.name AS owner,
  o.due_on AS "dueOn", o.title, o.sequence, o.ended_how AS "endedHow", o.ended_at AS "endedAt",
  o.ended_by_kind AS "endedByKind", o.ended_by_id AS "endedById"`;
const joined = sql`obligation o JOIN vendor v ON v.id = o.vendor_id JOIN app_user u ON u.id = o.owner_id`;
const open = sql`o.ended_at IS NULL`;

type Ended = 'endedHow' | 'endedAt' | 'endedByKind' | 'endedById';
type Raw = Omit<ObligationLine, 'tier' | 'overdue' | 'path' | Ended> & {
  [K in 'tier' | Ended]: Exclude<ObligationLine[K], undefined> | null;
} & { sort_value?: string };

export interface DueCount {
  dueOn: string;
  count: number;
}

/** What is due, and what has ended: the earliest day first. */
@Injectable()
export class ObligationQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async page(filter: ObligationQuery): Promise<Page<ObligationLine>> {
    const page = await readPage<Raw>(this.database, {
      columns,
      from: joined,
      conditions: [inState(filter.state), ...this.conditionsOf(filter)],
      sort: { column: sql`o.due_on`, id: sql`o.id` },
      size: filter.size ?? 50,
      cursor: readCursor(filter.cursor),
    });
    return { ...page, items: this.lines(page.items) };
  }

  /** One that is due; what was done or called off is no longer there. */
  async byId(id: string): Promise<ObligationLine> {
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${joined} WHERE ${open} AND o.id = ${id}`;
    const [line] = this.lines(rows);
    if (!line) throw new NotFound('due date');
    return line;
  }

  async ofVendor(vendorId: string): Promise<ObligationLine[]> {
    return this.some({ vendorId });
  }

  /** What the vendor owed and was done, the last first; at most so many. */
  async doneOf(vendorId: string, size = 20): Promise<ObligationLine[]> {
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${joined} WHERE ${inState('done')} AND o.vendor_id = ${vendorId}
      ORDER BY o.ended_at DESC, o.id LIMIT ${size}`;
    return this.lines(rows);
  }

  /** What its offboarding called off, the last called off first. */
  async calledOffOf(vendorId: string, size = 50): Promise<ObligationLine[]> {
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${joined} WHERE ${inState('cancelled')} AND o.vendor_id = ${vendorId}
        AND o.ended_by_kind = 'offboarding'
      ORDER BY o.ended_at DESC, o.id LIMIT ${size}`;
    return this.lines(rows);
  }

  /** At most `size` of those due that the filter leaves, the next due first. */
  async some(filter: ObligationQuery, size = 500): Promise<ObligationLine[]> {
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${joined} WHERE ${open} AND ${all(this.conditionsOf(filter))}
      ORDER BY o.due_on, o.id LIMIT ${size}`;
    return this.lines(rows);
  }

  /** How many are due on each day that has some. */
  async counts(filter: ObligationQuery): Promise<DueCount[]> {
    const rows = await this.database.sql<DueCount[]>`
      SELECT o.due_on AS "dueOn", count(*) AS count FROM ${joined}
      WHERE ${open} AND ${all(this.conditionsOf(filter))} GROUP BY o.due_on ORDER BY o.due_on`;
    return rows.map(({ dueOn, count }) => ({ dueOn, count: Number(count) }));
  }

  private conditionsOf(filter: ObligationQuery): Sql[] {
    const { kind, vendorId, vendor, ownerId, tier, overdue, from, to } = filter;
    const conditions: Sql[] = [];
    if (kind) conditions.push(sql`o.kind = ${kind}`);
    if (vendorId) conditions.push(sql`o.vendor_id = ${vendorId}`);
    if (ownerId) conditions.push(sql`o.owner_id = ${ownerId}`);
    if (tier) conditions.push(sql`v.tier = ${tier}`);
    if (overdue) conditions.push(sql`o.due_on < ${this.clock.today()}`);
    if (from) conditions.push(sql`o.due_on >= ${from}`);
    if (to) conditions.push(sql`o.due_on <= ${to}`);
    return vendor ? [...conditions, ...namedLike(vendor)] : conditions;
  }

  private lines(rows: Raw[]): ObligationLine[] {
    const today = this.clock.today();
    return rows.map(({ sort_value: _, ...row }) =>
      Object.assign(present(row), {
        part: row.part.split(' ')[0],
        overdue: row.endedHow === null && row.dueOn < today,
        path: kindOf(row.kind).place(row),
      }),
    );
  }
}

const inState = (state: ObligationQuery['state'] = 'open'): Sql =>
  state === 'open' ? open : sql`o.ended_how = ${state}`;

/** Every word of the text begins one of the vendor's name. */
function namedLike(text: string): Sql[] {
  const words = wordsOf(text);
  if (words.length === 0) return [sql`1 = 0`];
  return words.map(
    (word) => sql`o.vendor_id IN (
      SELECT w.vendor_id FROM vendor_word w WHERE w.word >= ${word} AND w.word < ${afterPrefix(word)})`,
  );
}
