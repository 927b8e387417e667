import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { addMilliseconds, Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Daily } from '../sweeps/index.js';
import { Job } from './job.entity.js';

const keptMs = 30 * 24 * 3_600_000;

/** Jobs that were done stay to be looked at for a month; those that were given up stay until somebody acts. */
@Injectable()
export class DoneJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Daily()
  async forget(): Promise<void> {
    const finishedAt = LessThan(addMilliseconds(this.clock.now(), -keptMs));
    await this.database.transaction(() =>
      this.database.repository(Job).delete({ state: 'done', finishedAt }),
    );
  }
}
