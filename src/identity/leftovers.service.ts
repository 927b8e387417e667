import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { PasswordLink } from './password-link.entity.js';
import { Session } from './session.entity.js';

const hourMs = 3_600_000;

/** Removes sessions, links and counted tries that have been over for a day. */
@Injectable()
export class Leftovers implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('leftovers');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.clear().catch((error: unknown) => this.log.error(error));
    }, hourMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async clear(): Promise<void> {
    const dayAgo = LessThan(addMilliseconds(this.clock.now(), -24 * hourMs));
    await this.database.transaction(async () => {
      await this.database.repository(Session).delete({ expiresAt: dayAgo });
      await this.database.repository(PasswordLink).delete({ expiresAt: dayAgo });
      await this.database.repository(LoginAttempt).delete({ since: dayAgo });
    });
  }
}
