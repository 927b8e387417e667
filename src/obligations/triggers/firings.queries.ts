import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { FiringLine, FiringQuery } from './firing.dto.js';
import type { TriggerCode } from './rules.js';
import type { FiringOutcome } from './trigger-firing.entity.js';

type Raw = Omit<FiringLine, 'assessmentId'> & { assessmentId: string | null; sort_value?: string };

export interface FiringCount {
  rule: TriggerCode;
  outcome: FiringOutcome;
  count: number;
}

/** What the rules did, the last first. */
@Injectable()
export class Firings {
  constructor(private readonly database: Database) {}

  async page({ rule, vendorId, cursor, size }: FiringQuery): Promise<Page<FiringLine>> {
    const page = await readPage<Raw>(this.database, {
      columns: sql`f.id, f.rule, f.vendor_id AS "vendorId", v.name AS vendor, f.engagement_id AS "engagementId",
        e.name AS engagement, f.sentence, f.outcome, f.due_on AS "dueOn", f.assessment_id AS "assessmentId",
        f.fired_at AS "firedAt"`,
      from: sql`trigger_firing f JOIN vendor v ON v.id = f.vendor_id JOIN engagement e ON e.id = f.engagement_id`,
      conditions: [
        ...(rule ? [sql`f.rule = ${rule}`] : []),
        ...(vendorId ? [sql`f.vendor_id = ${vendorId}`] : []),
      ],
      sort: { column: sql`f.fired_at`, id: sql`f.id`, descending: true },
      size: size ?? 50,
      cursor: readCursor(cursor),
    });
    const items = page.items.map(({ sort_value: _, ...row }) => present(row) as FiringLine);
    return { ...page, items };
  }

  /** How often each rule led to what since this instant. */
  async counts(since: Date): Promise<FiringCount[]> {
    const rows = await this.database.sql<FiringCount[]>`
      SELECT rule, outcome, count(*) AS count FROM trigger_firing
      WHERE fired_at >= ${since.toISOString()} GROUP BY rule, outcome`;
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }
}
