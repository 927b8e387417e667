import { Injectable } from '@nestjs/common';
import { Database, listed } from '../platform/database/index.js';
import { purgedEmail } from '../platform/purged.js';

/** Lets go what somebody signed in with, and when their tokens were used; their name stays with what they decided. */
@Injectable()
export class ForgottenPeople {
  constructor(private readonly database: Database) {}

  /** Inside a transaction. Only of people whose access has ended. */
  async forgetSignIn(userIds: readonly string[]): Promise<void> {
    for (const id of userIds) {
      await this.database.sql`
        UPDATE app_user SET email = ${purgedEmail(id)}, password_hash = NULL, version = version + 1
        WHERE id = ${id} AND disabled_at IS NOT NULL`;
      await this.database.sql`DELETE FROM session WHERE user_id = ${id}`;
      await this.database.sql`DELETE FROM password_link WHERE user_id = ${id}`;
    }
  }

  /** Inside a transaction. */
  async forgetTokenUses(tokenIds: readonly string[]): Promise<void> {
    if (tokenIds.length === 0) return;
    await this.database.sql`UPDATE api_token SET used_at = NULL WHERE id IN (${listed(tokenIds)})`;
  }
}
