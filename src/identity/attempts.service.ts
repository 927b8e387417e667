import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { sha256 } from '../platform/ids.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { networkOf } from './network.js';
import { TooManyTries } from './too-many-tries.js';

const windowMs = 15 * 60_000;
const everywhere = 'everywhere';

/** Counts tries at passwords in the database, so that neither a restart nor a second server forgets them. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts a try before its password is looked at, so that tries at the same time are all counted. */
  async take(account: string, address: string): Promise<void> {
    // Always in this order: two tries at once then never wait for each other crosswise.
    await this.database.transaction(async () => {
      await this.count(accountKey(account), 10);
      await this.count(addressKey(address), 50);
      await this.count(everywhere, 1_000);
    });
  }

  /** The try succeeded: the account starts afresh, elsewhere this try no longer counts. */
  async forgive(account: string, address: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.forget(account);
      await this.giveBack(addressKey(address));
      await this.giveBack(everywhere);
    });
  }

  /** Whoever proves otherwise who they are may try again at once. */
  async forget(account: string): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(LoginAttempt).delete({ key: accountKey(account) }),
    );
  }

  private async count(key: string, most: number): Promise<void> {
    const now = this.clock.now();
    const begin = now.toISOString();
    const over = addMilliseconds(now, -windowMs).toISOString();
    // Counted by a clock that was ahead, they would lock people out until it is there again.
    const ahead = addMilliseconds(now, windowMs).toISOString();
    await this.database.sql`
      INSERT INTO login_attempt (key, failures, since) VALUES (${key}, 1, ${begin})
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN login_attempt.since <= ${over} OR login_attempt.since > ${ahead}
          THEN 1 ELSE login_attempt.failures + 1 END,
        since = CASE WHEN login_attempt.since <= ${over} OR login_attempt.since > ${ahead}
          THEN ${begin} ELSE login_attempt.since END`;
    const counted = await this.database.repository(LoginAttempt).findOneByOrFail({ key });
    if (counted.failures <= most) return;
    const waitMs = counted.since.getTime() + windowMs - now.getTime();
    throw new TooManyTries(Math.ceil(waitMs / 1_000));
  }

  private async giveBack(key: string): Promise<void> {
    await this.database.sql`
      UPDATE login_attempt SET failures = failures - 1 WHERE key = ${key} AND failures > 0`;
  }
}

/** Hashed: what is typed as an address may be anything, a password by mistake included. */
const accountKey = (email: string): string => `account ${sha256(email.toLowerCase())}`;
const addressKey = (address: string): string => `address ${networkOf(address)}`;
