import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedEmail, purgedName } from '../../platform/purged.js';

/** Lets go who was invited; that somebody was, when, and what they opened stays. */
@Injectable()
export class ForgottenRespondents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async forget(invitationIds: readonly string[]): Promise<void> {
    if (invitationIds.length === 0) return;
    const now = this.clock.now().toISOString();
    await this.database.sql`
      DELETE FROM respondent_session WHERE invitation_id IN (${listed(invitationIds)})`;
    for (const id of invitationIds) {
      await this.database.sql`
        UPDATE invitation SET name = ${purgedName}, email = ${purgedEmail(id)}, purged_at = ${now},
          revoked_at = coalesce(revoked_at, ${now}) WHERE id = ${id}`;
    }
  }
}
