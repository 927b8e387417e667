import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { Incidents } from '../cases/incidents.service.js';
import type { RotationCounts, RotationQuery, RotationView } from './rotation.dto.js';

type Row = { id: string } & {
  [K in keyof Omit<RotationView, 'id' | 'isLate' | 'isAffected'>]: RotationView[K] | null;
} & {
  standing: string | null;
  sort_value?: unknown;
};

const columns = sql`r.id, r.incident_id AS "incidentId", r.vendor_id AS "vendorId", v.name AS vendor, v.tier,
  c.engagement_id AS "engagementId", e.name AS engagement, r.credential_id AS "credentialId", c.name AS credential,
  c.kind AS "credentialKind", c.opens, r.owner_id AS "ownerId", u.name AS owner, r.due_at AS "dueAt", r.state, r.note,
  r.rotated_on AS "rotatedOn", r.settled_by AS "settledBy", r.settled_at AS "settledAt", r.version,
  (SELECT x.standing FROM exposure x WHERE x.incident_id = r.incident_id AND x.vendor_id = r.vendor_id
    AND x.from_derivation <= n.derivation AND x.until_derivation > n.derivation) AS standing`;
const from = sql`rotation r JOIN incident n ON n.id = r.incident_id JOIN vendor v ON v.id = r.vendor_id
  JOIN credential c ON c.id = r.credential_id JOIN engagement e ON e.id = c.engagement_id
  JOIN app_user u ON u.id = r.owner_id`;

/** What is to be renewed because of incidents. */
@Injectable()
export class RotationQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents: Incidents,
  ) {}

  /** What is due first first. */
  async page(
    incidentId: string,
    { state, vendorId, cursor, size = 50 }: RotationQuery,
  ): Promise<Page<RotationView>> {
    await this.incidents.byId(incidentId);
    const conditions = [sql`r.incident_id = ${incidentId}`];
    if (state) conditions.push(sql`r.state = ${state}`);
    if (vendorId) conditions.push(sql`r.vendor_id = ${vendorId}`);
    const page = await readPage<Row>(this.database, {
      columns,
      from,
      conditions,
      sort: { column: sql`r.due_at`, id: sql`r.id` },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map((row) => this.viewOf(row)) };
  }

  async counts(incidentId: string): Promise<RotationCounts> {
    await this.incidents.byId(incidentId);
    const now = this.clock.now().toISOString();
    const rows = await this.database.sql<{ state: string; late: number; many: number }[]>`
      SELECT state, late, count(*) AS many FROM (
        SELECT state, CASE WHEN due_at < ${now} THEN 1 ELSE 0 END AS late FROM rotation
        WHERE incident_id = ${incidentId}) listed GROUP BY state, late`;
    const sum = (state: string, late?: number): number =>
      rows
        .filter((row) => row.state === state && (late === undefined || Number(row.late) === late))
        .reduce((total, { many }) => total + Number(many), 0);
    return {
      open: sum('open'),
      late: sum('open', 1),
      signedOff: sum('signed_off'),
      notNeeded: sum('not_needed'),
    };
  }

  async view(id: string): Promise<RotationView> {
    const [row] = await this.database.sql<Row[]>`SELECT ${columns} FROM ${from} WHERE r.id = ${id}`;
    if (!row) throw new NotFound('rotation');
    return this.viewOf(row);
  }

  private viewOf({ standing, sort_value: _, ...row }: Row): RotationView {
    const until = row.state === 'open' ? this.clock.now().toISOString() : (row.settledAt ?? '');
    const isLate = row.state !== 'not_needed' && (row.dueAt ?? '') < until;
    const isAffected = standing === 'affected';
    return Object.assign(present(row), { isLate, isAffected }) as RotationView;
  }
}
