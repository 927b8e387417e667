import { Injectable } from '@nestjs/common';
import { Database, listed, sql, type Sql } from '../platform/database/index.js';
import type { StepLinks } from './offboarding.dto.js';

/** The links by which people at a vendor come in: neither revoked nor expired. */
@Injectable()
export class LiveLinks {
  constructor(private readonly database: Database) {}

  /** How many there are, by vendor. */
  async of(vendorIds: readonly string[], now: Date): Promise<Map<string, StepLinks>> {
    const found = new Map<string, StepLinks>();
    for (const [kind, from] of Object.entries(liveLinks(vendorIds, now))) {
      const rows = await this.database.sql<{ vendorId: string; many: number }[]>`
        SELECT vendor_id AS "vendorId", count(*) AS many FROM (${from}) live GROUP BY vendor_id`;
      for (const { vendorId, many } of rows) {
        const links = found.get(vendorId) ?? { invitations: 0, remediation: 0, outreach: 0 };
        found.set(vendorId, { ...links, [kind]: Number(many) });
      }
    }
    return found;
  }

  /** What each of them belongs to: the assessment of an invitation, or the request itself. */
  async each(vendorId: string, now: Date): Promise<Record<keyof StepLinks, string[]>> {
    const { invitations, remediation, outreach } = liveLinks([vendorId], now);
    return {
      invitations: await this.ids(invitations),
      remediation: await this.ids(remediation),
      outreach: await this.ids(outreach),
    };
  }

  private async ids(from: Sql): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT of_id AS id FROM (${from}) live ORDER BY of_id`;
    return rows.map(({ id }) => id);
  }
}

function liveLinks(vendorIds: readonly string[], now: Date): Record<keyof StepLinks, Sql> {
  const vendors = listed(vendorIds);
  const at = now.toISOString();
  return {
    invitations: sql`SELECT a.vendor_id, a.id AS of_id FROM invitation i
      JOIN assessment a ON a.id = i.assessment_id
      WHERE a.vendor_id IN (${vendors}) AND i.revoked_at IS NULL AND i.expires_at > ${at}`,
    remediation: sql`SELECT q.vendor_id, q.id AS of_id FROM remediation_request q
      WHERE q.vendor_id IN (${vendors}) AND q.revoked_at IS NULL AND q.expires_at > ${at}`,
    // One whose letter is still to be written lets somebody in a moment later.
    outreach: sql`SELECT q.vendor_id, q.id AS of_id FROM outreach_request q
      WHERE q.vendor_id IN (${vendors}) AND q.revoked_at IS NULL AND q.purged_at IS NULL AND q.undeliverable_at IS NULL
        AND (q.expires_at IS NULL OR q.expires_at > ${at})`,
  };
}
