import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Jobs } from '../platform/jobs/index.js';

@Injectable()
export class Revivals {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
  ) {}

  /** Puts a job that was given up back in line. */
  async revive(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.jobs.revive(id);
      const subject = { kind: 'job', id };
      this.journal.record(actor, 'job.revived', subject, { state: 'dead' }, { state: 'waiting' });
    });
  }
}
