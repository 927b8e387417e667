import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { RememberedReply } from './remembered-reply.entity.js';

const hourMs = 3_600_000;
const keptMs = 7 * 24 * hourMs;

/** Whoever repeats a request does so within a week: after that nothing of the reply is kept. */
@Injectable()
export class RememberedReplies implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('http');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.forget().catch((error: unknown) => this.log.error(error));
    }, hourMs).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async forget(): Promise<void> {
    const at = LessThan(addMilliseconds(this.clock.now(), -keptMs));
    await this.database.transaction(() => this.database.repository(RememberedReply).delete({ at }));
  }
}
