import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedEmail, purgedName } from '../../platform/purged.js';

/** Lets go who was asked about an incident; that the vendor was, when, and what it answered stays. */
@Injectable()
export class ForgottenOutreach {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async forget(requestIds: readonly string[]): Promise<void> {
    if (requestIds.length === 0) return;
    const now = this.clock.now().toISOString();
    await this.database.sql`
      DELETE FROM outreach_session WHERE request_id IN (${listed(requestIds)})`;
    for (const id of requestIds) {
      await this.database.sql`
        UPDATE outreach_request SET name = ${purgedName}, email = ${purgedEmail(id)}, purged_at = ${now},
          revoked_at = CASE WHEN answered_at IS NULL THEN coalesce(revoked_at, ${now}) ELSE revoked_at END,
          version = version + 1 WHERE id = ${id}`;
    }
  }
}
