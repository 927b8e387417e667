import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Vendors } from '../../vendors/index.js';
import type { RemediationRequestView, RequestStanding } from './request.dto.js';

interface Row extends Omit<RemediationRequestView, 'standing'> {
  openedAt: string | null;
  revokedAt: string | null;
}

@Injectable()
export class RemediationRequestQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
  ) {}

  /** Newest first. */
  async ofVendor(vendorId: string): Promise<RemediationRequestView[]> {
    await this.vendors.byId(vendorId);
    const rows = await this.database.sql<Row[]>`
      SELECT r.id, r.name, r.email, r.created_at AS "sentAt", r.expires_at AS "expiresAt", r.opened_at AS "openedAt",
        r.revoked_at AS "revokedAt", u.name AS asker,
        (SELECT count(*) FROM remediation_request_finding q WHERE q.request_id = r.id) AS findings
      FROM remediation_request r JOIN app_user u ON u.id = r.asker_id
      WHERE r.vendor_id = ${vendorId} ORDER BY r.created_at DESC, r.id DESC`;
    const now = this.clock.now().toISOString();
    return rows.map(({ openedAt, revokedAt, findings, ...row }) => ({
      ...row,
      standing: standingOf(row.expiresAt, openedAt, revokedAt, now),
      findings: Number(findings),
    }));
  }
}

function standingOf(
  expiresAt: string,
  openedAt: string | null,
  revokedAt: string | null,
  now: string,
): RequestStanding {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return openedAt === null ? 'sent' : 'opened';
}
