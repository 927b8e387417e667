import { Injectable } from '@nestjs/common';
import { Database, listed, sql } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { Engagements } from '../engagements.service.js';
import type { CredentialView } from './credential.dto.js';

type Row = { [K in keyof Omit<CredentialView, 'isLive'>]: CredentialView[K] | null };

const columns = sql`c.id, c.engagement_id AS "engagementId", c.vendor_id AS "vendorId", c.kind, c.name, c.opens,
  c.owner_id AS "ownerId", u.name AS owner, c.issued_on AS "issuedOn", c.rotated_on AS "rotatedOn",
  c.ended_at AS "endedAt", c.ended_because AS "endedBecause", c.version`;
const from = sql`credential c JOIN app_user u ON u.id = c.owner_id`;

@Injectable()
export class CredentialQueries {
  constructor(
    private readonly database: Database,
    private readonly engagements: Engagements,
  ) {}

  /** Those that still open something first, then by name. */
  async ofEngagement(engagementId: string): Promise<CredentialView[]> {
    await this.engagements.byId(engagementId);
    const rows = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${from} WHERE c.engagement_id = ${engagementId}
      ORDER BY CASE WHEN c.ended_at IS NULL THEN 0 ELSE 1 END, c.name, c.id`;
    return rows.map(viewOf);
  }

  /** What still opens something, of all engagements of these vendors; in the order of vendors. */
  async liveOfVendors(vendorIds: readonly string[]): Promise<CredentialView[]> {
    if (vendorIds.length === 0) return [];
    const rows = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${from}
      WHERE c.vendor_id IN (${listed(vendorIds)}) AND c.ended_at IS NULL ORDER BY c.vendor_id, c.name, c.id`;
    return rows.map(viewOf);
  }

  async view(id: string): Promise<CredentialView> {
    const [row] = await this.database.sql<Row[]>`SELECT ${columns} FROM ${from} WHERE c.id = ${id}`;
    if (!row) throw new NotFound('credential');
    return viewOf(row);
  }
}

const viewOf = (row: Row): CredentialView =>
  Object.assign(present(row), { isLive: row.endedAt === null }) as CredentialView;
