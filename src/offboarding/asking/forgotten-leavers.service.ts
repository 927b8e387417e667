import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedEmail, purgedName } from '../../platform/purged.js';

/** Lets go who was asked about our data, and who confirmed it; that it was confirmed, how and when stays. */
@Injectable()
export class ForgottenLeavers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async forget(requestIds: readonly string[]): Promise<void> {
    if (requestIds.length === 0) return;
    const now = this.clock.now().toISOString();
    const ids = listed(requestIds);
    await this.database.sql`DELETE FROM offboarding_session WHERE request_id IN (${ids})`;
    for (const id of requestIds) {
      await this.database.sql`
        UPDATE offboarding_request SET name = ${purgedName}, message = CASE WHEN message IS NULL THEN NULL ELSE ${purgedName} END, email = ${purgedEmail(id)}, purged_at = ${now},
          revoked_at = coalesce(revoked_at, ${now}) WHERE id = ${id}`;
    }
    await this.database.sql`
      UPDATE offboarding_confirmation SET answered_by = ${purgedName}, purged_at = ${now}
      WHERE request_id IN (${ids})`;
  }
}
