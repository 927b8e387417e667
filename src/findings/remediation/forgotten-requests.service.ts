import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { purgedEmail, purgedName } from '../../platform/purged.js';

/** Lets go who was asked about findings; that somebody was, when and about which stays. */
@Injectable()
export class ForgottenRemediators {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async forget(requestIds: readonly string[]): Promise<void> {
    if (requestIds.length === 0) return;
    const now = this.clock.now().toISOString();
    await this.database.sql`
      DELETE FROM remediation_session WHERE request_id IN (${listed(requestIds)})`;
    for (const id of requestIds) {
      await this.database.sql`
        UPDATE remediation_request SET name = ${purgedName}, message = CASE WHEN message IS NULL THEN NULL ELSE ${purgedName} END, email = ${purgedEmail(id)}, purged_at = ${now},
          revoked_at = coalesce(revoked_at, ${now}) WHERE id = ${id}`;
    }
  }
}
