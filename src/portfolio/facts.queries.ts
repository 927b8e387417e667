import { Injectable } from '@nestjs/common';
import type { Severity } from '../findings/index.js';
import { Breaths } from '../platform/breaths.js';
import { Clock } from '../platform/clock.js';
import { Database, type Sql } from '../platform/database/index.js';
import type { Overridden } from '../scoring/index.js';
import type { FindingCount, LateCount } from './parts/late-part.js';
import type { VendorRow } from './parts/standing-part.js';
import type { MonthlyScore } from './parts/trend.js';

const vendorsAtOnce = 500;

type RawVendor = Omit<VendorRow, 'floored' | 'overridden'> & {
  floored: number | null;
  overridden: string | null;
};

/** What the portfolio is made of, for the vendors that a condition on `v` leaves. */
@Injectable()
export class PortfolioFacts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the order of their ids; some at a time, so that nobody waits for the whole. */
  async vendors(scope: Sql): Promise<VendorRow[]> {
    const breaths = new Breaths();
    const all: VendorRow[] = [];
    for (;;) {
      const some = await this.vendorsAfter(all.at(-1)?.id ?? '', scope);
      all.push(...some);
      if (some.length < vendorsAtOnce) return all;
      await breaths.take();
    }
  }

  private async vendorsAfter(id: string, scope: Sql): Promise<VendorRow[]> {
    const rows = await this.database.sql<RawVendor[]>`
      SELECT v.id, v.name, u.name AS owner, v.tier, v.band, v.residual, v.floored, v.band_reason AS "bandReason",
        v.overridden, v.created_at AS "createdAt"
      FROM vendor v JOIN app_user u ON u.id = v.owner_id
      WHERE v.id > ${id} AND ${scope} ORDER BY v.id LIMIT ${vendorsAtOnce}`;
    return rows.map(({ floored, overridden, ...row }) =>
      Object.assign(row, {
        floored: floored === 1,
        overridden: overridden === null ? null : (JSON.parse(overridden) as Overridden),
      }),
    );
  }

  async late(scope: Sql): Promise<LateCount[]> {
    const rows = await this.database.sql<LateCount[]>`
      SELECT o.kind, o.owner_id AS "ownerId", u.name AS owner, count(*) AS count, min(o.due_on) AS "oldestOn"
      FROM obligation o JOIN vendor v ON v.id = o.vendor_id JOIN app_user u ON u.id = o.owner_id
      WHERE o.ended_at IS NULL AND o.due_on < ${this.clock.today()} AND ${scope}
      GROUP BY o.kind, o.owner_id, u.name`;
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  async findings(scope: Sql): Promise<FindingCount[]> {
    const today = this.clock.today();
    const rows = await this.database.sql<
      { severity: Severity; open: number; overdue: number; oldestOn: string | null }[]
    >`
      SELECT f.severity, count(*) AS open, count(CASE WHEN f.due_on < ${today} THEN 1 END) AS overdue,
        min(CASE WHEN f.due_on < ${today} THEN f.due_on END) AS "oldestOn"
      FROM finding f JOIN vendor v ON v.id = f.vendor_id
      WHERE f.state IN ('open', 'planned') AND ${scope} GROUP BY f.severity`;
    return rows.map(({ severity, open, overdue, oldestOn }) => ({
      severity,
      open: Number(open),
      overdue: Number(overdue),
      oldestOn,
    }));
  }

  /** Of each engagement and month the last score on the latest answers: for a few hundred vendors, as there may be many scores. */
  async scores(scope: Sql): Promise<MonthlyScore[]> {
    return this.database.sql<MonthlyScore[]>`
      SELECT m."vendorId", m."engagementId", m.band, m.residual, m."scoredAt", m."submittedAt" FROM (
        SELECT a.vendor_id AS "vendorId", a.engagement_id AS "engagementId", s.band, s.residual,
          s.scored_at AS "scoredAt", n.submitted_at AS "submittedAt",
          row_number() OVER (
            PARTITION BY a.engagement_id, substr(s.scored_at, 1, 7)
            ORDER BY n.submitted_at DESC, s.scored_at DESC, s.number DESC) AS place
        FROM score s
        JOIN submission n ON n.id = s.submission_id
        JOIN assessment a ON a.id = s.assessment_id
        JOIN vendor v ON v.id = a.vendor_id
        WHERE ${scope}) m
      WHERE m.place = 1`;
  }
}
