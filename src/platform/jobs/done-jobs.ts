import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Job } from './job.entity.js';

const dayMs = 24 * 3_600_000;
const keptMs = 30 * dayMs;

/** Jobs that were done stay to be looked at for a month; those that were given up stay until somebody acts. */
@Injectable()
export class DoneJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.forget();
    this.timer = setInterval(() => {
      this.forget().catch((error: unknown) => this.log.error(error));
    }, dayMs).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async forget(): Promise<void> {
    const finishedAt = LessThan(addMilliseconds(this.clock.now(), -keptMs));
    await this.database.transaction(() =>
      this.database.repository(Job).delete({ state: 'done', finishedAt }),
    );
  }
}
