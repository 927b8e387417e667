import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { Database } from '../database/index.js';
import { Conflict, NotFound } from '../errors.js';
import { newId } from '../ids.js';
import { Job } from './job.entity.js';
import type { JobKind } from './job.js';

/** The table of jobs: a job is written in the transaction that causes it. */
@Injectable()
export class Jobs {
  private wake: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async enqueue<P extends object>(kind: JobKind<P>, payload: P, dueAt?: Date): Promise<void> {
    const now = this.clock.now();
    await this.database.repository(Job).insert({
      id: newId(),
      kind: kind.name,
      payload,
      state: 'waiting',
      attempts: 0,
      dueAt: dueAt ?? now,
      leasedUntil: null,
      problem: null,
      createdAt: now,
      finishedAt: null,
    });
    this.database.afterCommit(() => this.wake());
  }

  onEnqueued(wake: () => void): void {
    this.wake = wake;
  }

  /** Has whoever does jobs look for them now. */
  look(): void {
    this.wake();
  }

  /** Puts a dead job back in line with its attempts forgotten. */
  async revive(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const jobs = this.database.repository(Job);
      if (!(await jobs.existsBy({ id }))) throw new NotFound('job');
      const revived = await jobs.update(
        { id, state: 'dead' },
        { state: 'waiting', attempts: 0, dueAt: this.clock.now(), finishedAt: null },
      );
      if (revived.affected !== 1)
        throw new Conflict('Only a job that was given up can be tried again.');
      this.database.afterCommit(() => this.wake());
    });
  }
}
