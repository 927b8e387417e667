import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import type { AskedStanding, ConfirmationView, OffboardingRequestView } from './asking.dto.js';

interface RequestRow extends Omit<OffboardingRequestView, 'standing' | 'isLive' | 'openedAt'> {
  openedAt: string | null;
  revokedAt: string | null;
  confirmations: number;
}

type ConfirmationRow = { [K in keyof ConfirmationView]: ConfirmationView[K] | null };

/** Whom at a vendor was asked about our data, and what they said. */
@Injectable()
export class OffboardingAsking {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async requests(offboardingId: string): Promise<OffboardingRequestView[]> {
    await this.mustBeThere(offboardingId);
    const rows = await this.database.sql<RequestRow[]>`
      SELECT r.id, r.name, r.email, r.sent_at AS "sentAt", r.expires_at AS "expiresAt", r.opened_at AS "openedAt",
        r.revoked_at AS "revokedAt", u.name AS asker,
        (SELECT max(m.created_at) FROM obligation b JOIN reminder m ON m.obligation_id = b.id
          WHERE b.kind = 'offboarding' AND b.subject_id = r.offboarding_id AND m.recipient_kind = 'contact'
            AND m.recipient_id = r.contact_id AND m.created_at >= r.sent_at
            AND m.created_at <= coalesce(r.revoked_at, m.created_at)) AS "remindedAt",
        (SELECT count(*) FROM offboarding_confirmation c WHERE c.request_id = r.id) AS confirmations
      FROM offboarding_request r JOIN app_user u ON u.id = r.asker_id
      WHERE r.offboarding_id = ${offboardingId} ORDER BY r.sent_at DESC, r.id DESC`;
    const now = this.clock.now().toISOString();
    return rows.map(({ revokedAt, confirmations, ...row }) => {
      const standing = standingOf({ ...row, revokedAt, answers: Number(confirmations) }, now);
      const isLive = revokedAt === null && row.expiresAt > now;
      return { ...present(row), standing, isLive };
    });
  }

  /** Newest first. */
  async confirmations(offboardingId: string): Promise<ConfirmationView[]> {
    const rows = await this.database.sql<ConfirmationRow[]>`
      SELECT c.id, c.number, c.data_was AS "dataWas", c.done_on AS "doneOn", c.method,
        c.backups_until AS "backupsUntil", c.remains, c.confirmed_by AS "confirmedBy", c.answered_by AS "answeredBy",
        c.answered_at AS "answeredAt", c.accepted_by AS "acceptedBy", c.accepted_at AS "acceptedAt",
        c.returned_by AS "returnedBy", c.returned_at AS "returnedAt", c.returned_because AS "returnedBecause"
      FROM offboarding_confirmation c WHERE c.offboarding_id = ${offboardingId} ORDER BY c.number DESC`;
    return rows.map((row) => present(row) as ConfirmationView);
  }

  /** Of offboardings that run, those where something that was confirmed waits to be looked at. */
  async waiting(ownerId: string): Promise<{ id: string; vendor: string; since: string }[]> {
    return this.database.sql`
      SELECT o.id, v.name AS vendor, max(c.answered_at) AS since
      FROM offboarding o JOIN vendor v ON v.id = o.vendor_id JOIN offboarding_confirmation c ON c.offboarding_id = o.id
      WHERE o.owner_id = ${ownerId} AND o.ended_at IS NULL
        AND c.number = (SELECT max(n.number) FROM offboarding_confirmation n WHERE n.offboarding_id = o.id)
        AND c.accepted_at IS NULL AND c.returned_at IS NULL
      GROUP BY o.id, v.name ORDER BY since, o.id LIMIT 7`;
  }

  private async mustBeThere(id: string): Promise<void> {
    const rows = await this.database.sql<object[]>`SELECT id FROM offboarding WHERE id = ${id}`;
    if (rows.length === 0) throw new NotFound('offboarding');
  }
}

function standingOf(
  {
    answers,
    expiresAt,
    openedAt,
    revokedAt,
  }: Pick<RequestRow, 'expiresAt' | 'openedAt' | 'revokedAt'> & { answers: number },
  now: string,
): AskedStanding {
  if (answers > 0) return 'answered';
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return openedAt === null ? 'sent' : 'opened';
}
