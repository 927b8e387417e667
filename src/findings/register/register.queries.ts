import { Injectable } from '@nestjs/common';
import { Breaths } from '../../platform/breaths.js';
import { Clock } from '../../platform/clock.js';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import type { FindingQuery } from '../finding.dto.js';
import type { FindingState, OriginKind, Severity } from '../finding.entity.js';
import { conditionsOf, sorts } from '../findings.queries.js';

/** A finding with all that a board or an auditor asks about it. */
export interface RegisterRow {
  id: string;
  number: number;
  vendor: string;
  engagement: string | null;
  severity: Severity;
  state: FindingState;
  title: string;
  detail: string | null;
  proposedRemediation: string | null;
  plan: string | null;
  plannedFor: string | null;
  owner: string;
  dueOn: string;
  raisedAt: string;
  raisedBy: string;
  resolution: string | null;
  resolvedAt: string | null;
  resolvedBy: string | null;
  verification: string | null;
  verifiedAt: string | null;
  verifiedBy: string | null;
  acceptedUntil: string | null;
  acceptedBy: string | null;
  originKind: OriginKind;
  questionKey: string | null;
}

/** How many of them are in each state, and how many are late. */
export interface FindingTally {
  all: number;
  owed: number;
  overdue: number;
  resolved: number;
  accepted: number;
  /** The day of the one that is late the longest. */
  overdueSince?: string;
}

const batch = 250;

const columns = sql`f.id, f.number, v.name AS vendor, e.name AS engagement, f.severity, f.state, f.title, f.detail,
  f.proposed_remediation AS "proposedRemediation", f.plan, f.planned_for AS "plannedFor", u.name AS owner,
  f.due_on AS "dueOn", f.created_at AS "raisedAt", f.raised_by AS "raisedBy", f.resolution,
  f.resolved_at AS "resolvedAt", f.resolved_by AS "resolvedBy", f.verification, f.verified_at AS "verifiedAt",
  f.verified_by AS "verifiedBy", f.accepted_until AS "acceptedUntil", r.settler AS "acceptedBy",
  f.origin_kind AS "originKind", f.origin_part AS "questionKey"`;
const from = sql`finding f JOIN vendor v ON v.id = f.vendor_id JOIN app_user u ON u.id = f.owner_id
  LEFT JOIN engagement e ON e.id = f.engagement_id
  LEFT JOIN risk_acceptance r ON r.finding_id = f.id AND r.state = 'approved'`;

/** The finding register: all findings that a filter leaves, in the order of the list. */
@Injectable()
export class FindingRegister {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A batch at a time, so that any number of them takes the same memory. */
  async *rows(query: FindingQuery): AsyncGenerator<RegisterRow> {
    const breaths = new Breaths();
    let cursor: string | undefined;
    do {
      await breaths.take();
      const page = await this.page(query, cursor);
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  }

  async tally(query: FindingQuery): Promise<FindingTally> {
    const today = this.clock.today();
    const conditions = conditionsOf(query, today);
    const met = conditions.reduce((one, other) => sql`${one} AND ${other}`, sql`1 = 1`);
    const [row] = await this.database.sql<Record<keyof FindingTally, number | string | null>[]>`
      SELECT count(*) AS "all",
        sum(CASE WHEN f.state IN ('open', 'planned') THEN 1 ELSE 0 END) AS owed,
        sum(CASE WHEN f.state IN ('open', 'planned') AND f.due_on < ${today} THEN 1 ELSE 0 END) AS overdue,
        min(CASE WHEN f.state IN ('open', 'planned') AND f.due_on < ${today} THEN f.due_on END) AS "overdueSince",
        sum(CASE WHEN f.state = 'resolved' THEN 1 ELSE 0 END) AS resolved,
        sum(CASE WHEN f.state = 'risk_accepted' THEN 1 ELSE 0 END) AS accepted
      FROM finding f WHERE ${met}`;
    const since = row?.overdueSince;
    const told = (name: keyof FindingTally): number => Number(row?.[name] ?? 0);
    return {
      all: told('all'),
      owed: told('owed'),
      overdue: told('overdue'),
      resolved: told('resolved'),
      accepted: told('accepted'),
      ...(since ? { overdueSince: String(since) } : {}),
    };
  }

  private page(query: FindingQuery, cursor: string | undefined): Promise<Page<RegisterRow>> {
    const sort = sorts[query.sort ?? 'due'];
    return readPage<RegisterRow>(this.database, {
      columns,
      from,
      conditions: conditionsOf(query, this.clock.today()),
      sort,
      size: batch,
      cursor: readCursor(cursor, sort.kind),
    });
  }
}
