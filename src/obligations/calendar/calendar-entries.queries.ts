import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { kindOf, type ObligationKind } from '../kinds/index.js';
import type { CalendarEntry } from './calendar.js';

const keptMs = 90 * 24 * 3_600_000;
const most = 10_000;

interface Row {
  id: string;
  kind: ObligationKind;
  subjectId: string;
  vendorId: string;
  vendor: string;
  dueOn: string;
  title: string;
  sequence: number;
  changedAt: string;
  ended: number;
}

@Injectable()
export class CalendarEntries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** What this person must do, and what has ended in the last 90 days: a calendar is told that, not left to guess. */
  async of(userId: string): Promise<CalendarEntry[]> {
    const since = addMilliseconds(this.clock.now(), -keptMs).toISOString();
    const rows = await this.database.sql<Row[]>`
      SELECT o.id, o.kind, o.subject_id AS "subjectId", o.vendor_id AS "vendorId", v.name AS vendor,
        o.due_on AS "dueOn", o.title, o.sequence, o.changed_at AS "changedAt",
        CASE WHEN o.ended_at IS NULL THEN 0 ELSE 1 END AS ended
      FROM obligation o JOIN vendor v ON v.id = o.vendor_id
      WHERE o.owner_id = ${userId} AND (o.ended_at IS NULL OR o.ended_at >= ${since})
      ORDER BY o.due_on, o.id LIMIT ${most}`;
    return rows.map(
      ({ id, kind, vendor, title, dueOn, sequence, changedAt, ended, ...subject }) => ({
        id,
        summary: `${vendor}: ${title}`,
        kind: kindOf(kind).word,
        dueOn,
        sequence,
        changedAt: new Date(changedAt),
        ended: ended === 1,
        url: this.config.origin + kindOf(kind).place(subject),
      }),
    );
  }

  get host(): string {
    return new URL(this.config.origin).hostname;
  }
}
