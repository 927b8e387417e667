import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Hourly } from '../sweeps/index.js';
import { Jobs } from './jobs.service.js';

/** No job is put off, and none is held, for so long. */
const furthestMs = 24 * 3_600_000;

/** Jobs that were put off or held while the clock was ahead would wait until it is there again. */
@Injectable()
export class JobsAhead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  @Hourly()
  async bringBack(): Promise<void> {
    const now = this.clock.now();
    const at = now.toISOString();
    const furthest = addMilliseconds(now, furthestMs).toISOString();
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE job SET due_at = ${at} WHERE state = 'waiting' AND due_at > ${furthest}`;
      await this.database.sql`
        UPDATE job SET leased_until = ${at} WHERE state = 'running' AND leased_until > ${furthest}`;
      this.database.afterCommit(() => this.jobs.look());
    });
  }
}
