import { Injectable } from '@nestjs/common';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { referenceOf } from '../finding.entity.js';
import { Findings } from '../findings.service.js';
import type { AcceptanceQuery, AcceptanceView } from './acceptance.dto.js';

const columns = sql`r.id, r.finding_id AS "findingId", f.number, f.title, f.vendor_id AS "vendorId", v.name AS vendor,
  r.state, r.reason, r.until, r.requester_id AS "requesterId", r.requester, r.requested_at AS "requestedAt",
  r.settler, r.settled_at AS "settledAt", r.settled_because AS "settledBecause", r.band, r.ended_how AS "endedHow",
  r.ended_by AS "endedBy", r.ended_at AS "endedAt", r.ended_because AS "endedBecause", r.version`;
const acceptances = sql`risk_acceptance r JOIN finding f ON f.id = r.finding_id JOIN vendor v ON v.id = f.vendor_id`;

/** Until when a risk is borne, and who approved that. */
export interface Borne {
  findingId: string;
  /** `YYYY-MM-DD`, its last day. */
  until: string;
  by: string;
}

type Row = Omit<AcceptanceView, 'reference'> & { number: number; sort_value?: unknown };

@Injectable()
export class AcceptanceQueries {
  constructor(
    private readonly database: Database,
    private readonly findings: Findings,
  ) {}

  /** Those that were asked for last come first. */
  async page({ state, vendorId, size, cursor }: AcceptanceQuery): Promise<Page<AcceptanceView>> {
    const conditions: Sql[] = [];
    if (state) conditions.push(sql`r.state = ${state}`);
    if (vendorId) conditions.push(sql`f.vendor_id = ${vendorId}`);
    const page = await readPage<Row>(this.database, {
      columns,
      from: acceptances,
      conditions,
      sort: { id: sql`r.id`, column: sql`r.requested_at`, descending: true },
      size: size ?? 50,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(whole) };
  }

  /** Newest first. */
  async ofFinding(findingId: string): Promise<AcceptanceView[]> {
    await this.findings.byId(findingId);
    const rows = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${acceptances} WHERE r.finding_id = ${findingId}
      ORDER BY r.requested_at DESC, r.id DESC`;
    return rows.map(whole);
  }

  /** Which of these findings were borne at an instant (ISO 8601), whatever became of that afterwards. */
  async borneAt(findingIds: readonly string[], instant: string): Promise<Borne[]> {
    if (findingIds.length === 0) return [];
    return this.database.sql<Borne[]>`
      SELECT finding_id AS "findingId", until, settler AS "by" FROM risk_acceptance
      WHERE finding_id IN (${listed(findingIds)}) AND state IN ('approved', 'ended')
        AND settled_at <= ${instant} AND (ended_at IS NULL OR ended_at > ${instant})`;
  }

  async view(id: string): Promise<AcceptanceView> {
    const [row] = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${acceptances} WHERE r.id = ${id}`;
    if (!row) throw new NotFound('acceptance');
    return whole(row);
  }

  /** How many wait for somebody else's approval than this person's, and since which day. */
  async waitingFor(userId: string): Promise<{ found: number; since?: string }> {
    const [row] = await this.database.sql<{ found: number; since: string | null }[]>`
      SELECT count(*) AS found, min(requested_at) AS since FROM risk_acceptance
      WHERE state = 'requested' AND requester_id <> ${userId}`;
    const since = row?.since;
    return { found: Number(row?.found ?? 0), ...(since ? { since: since.slice(0, 10) } : {}) };
  }
}

const whole = ({ number, sort_value: _, ...row }: Row): AcceptanceView => ({
  ...present(row),
  reference: referenceOf(number),
});
