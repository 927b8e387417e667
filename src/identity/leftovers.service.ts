import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Daily } from '../platform/sweeps/index.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { PasswordLink } from './password-link.entity.js';
import { Session } from './session.entity.js';

const dayMs = 24 * 3_600_000;

/** Removes sessions, links and counted tries that have been over for a day. */
@Injectable()
export class Leftovers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Daily()
  async clear(): Promise<void> {
    const dayAgo = LessThan(addMilliseconds(this.clock.now(), -dayMs));
    await this.database.transaction(async () => {
      await this.database.repository(Session).delete({ expiresAt: dayAgo });
      await this.database.repository(PasswordLink).delete({ expiresAt: dayAgo });
      await this.database.repository(LoginAttempt).delete({ since: dayAgo });
    });
  }
}
