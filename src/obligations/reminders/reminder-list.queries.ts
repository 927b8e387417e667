import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { kindOf } from '../kinds/index.js';
import type { ReminderLine, ReminderQuery } from './reminder.dto.js';

const columns = sql`r.id, r.obligation_id AS "obligationId", o.kind, o.title, o.subject_id AS "subjectId",
  o.vendor_id AS "vendorId", v.name AS vendor, u.name AS owner, o.due_on AS "dueOn", r.cause, r.rung,
  r.created_at AS "createdAt", r.read_at AS "readAt", o.ended_how AS ended, s.until AS "snoozedUntil"`;

type Raw = {
  [Name in keyof Omit<ReminderLine, 'path'>]-?: ReminderLine[Name] | null;
} & Pick<ReminderLine, 'id' | 'kind' | 'vendorId'> & { subjectId: string; sort_value?: string };

/** What the count in the menu goes up to. */
const mostCounted = 100;

/** The reminders of a person as they stand in Assay. */
@Injectable()
export class ReminderList {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async page(
    personId: string,
    { unread = false, size = 50, cursor }: ReminderQuery,
  ): Promise<Page<ReminderLine>> {
    const today = this.clock.today();
    const conditions = [sql`r.recipient_id = ${personId}`, sql`r.channel = 'list'`];
    if (unread) conditions.push(sql`r.read_at IS NULL`, sql`o.ended_at IS NULL`);
    const page = await readPage<Raw>(this.database, {
      columns,
      from: sql`reminder r JOIN obligation o ON o.id = r.obligation_id JOIN vendor v ON v.id = o.vendor_id
        JOIN app_user u ON u.id = o.owner_id
        LEFT JOIN snooze s ON s.obligation_id = o.id AND s.person_id = ${personId} AND s.due_on = o.due_on
          AND s.until > ${today}`,
      conditions,
      sort: { column: sql`r.created_at`, id: sql`r.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  /** How many are unread and still matter; at most 100 are counted. */
  async unread(personId: string): Promise<number> {
    const [row] = await this.database.sql<{ unread: number }[]>`
      SELECT count(*) AS unread FROM (
        SELECT 1 AS one FROM reminder r JOIN obligation o ON o.id = r.obligation_id
        WHERE r.recipient_id = ${personId} AND r.channel = 'list' AND r.read_at IS NULL AND o.ended_at IS NULL
        LIMIT ${mostCounted}) AS counted`;
    return row?.unread ?? 0;
  }
}

function lineOf({ subjectId, sort_value: _, ...row }: Raw): ReminderLine {
  const path = kindOf(row.kind).place({ subjectId, vendorId: row.vendorId });
  return Object.assign(present(row), { path }) as unknown as ReminderLine;
}
