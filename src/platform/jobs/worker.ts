import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { addMilliseconds, Clock } from '../clock.js';
import { all, Database, sql, type Sql } from '../database/index.js';
import { Lookout } from '../lookout.js';
import { JobHandlers } from './handlers.js';
import { slowJobs } from './job.js';
import { Job } from './job.entity.js';
import { Jobs } from './jobs.service.js';

const leaseMs = 5 * 60_000;
/** Often enough that one renewal may fail. */
const renewMs = leaseMs / 3;
const pollMs = 2_000;
export const mostAttempts = 6;
const atOnce = 2;
const furthestAside = 8;
const longestProblem = 1_000;

/** Seconds until the next try: 5, 25, 125, 625, 3125. */
const backOffMs = (attempts: number): number => 1_000 * 5 ** attempts;

interface Claimed {
  id: string;
  kind: string;
  payload: object;
  attempts: number;
}

@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private readonly lookout: Lookout<Claimed>;
  private renewal: NodeJS.Timeout | undefined;
  /** How many of the jobs that are due the next look leaves to other processes: those who lost a race go round it. */
  private aside = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
  ) {
    this.lookout = new Lookout(database, clock, this.log, {
      atOnce,
      next: () => this.claim(),
      run: (claimed) => this.run(claimed),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.handlers.find();
    await this.takeOver();
    this.jobs.onEnqueued(() => this.look());
    this.renewal = setInterval(() => void this.renewLeases(), renewMs).unref();
    this.lookout.start(pollMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lookout.stop();
    clearInterval(this.renewal);
  }

  /** Where there is no other process, what one before held need not wait until its leases run out. */
  async takeOver(): Promise<void> {
    if (!this.database.isOnlyWriter) return;
    const leasedUntil = this.clock.now();
    await this.database.transaction(() =>
      this.database.repository(Job).update({ state: 'running' }, { leasedUntil }),
    );
  }

  look(): void {
    this.lookout.look();
  }

  idle(): Promise<void> {
    return this.lookout.idle();
  }

  /** What takes longer than a lease is not taken by another worker meanwhile; only a process that has ended loses it. */
  async renewLeases(): Promise<void> {
    for (const { id, attempts } of this.lookout.underWay) {
      const leasedUntil = addMilliseconds(this.clock.now(), leaseMs);
      await this.database
        .transaction(() =>
          this.database.repository(Job).update({ id, state: 'running', attempts }, { leasedUntil }),
        )
        .catch((error: unknown) => this.log.error(error));
    }
  }

  private async claim(): Promise<Claimed | undefined> {
    const now = this.clock.now();
    const [next] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM job
      WHERE ((state = 'waiting' AND due_at <= ${now.toISOString()})
          OR (state = 'running' AND leased_until <= ${now.toISOString()}))
        AND ${this.mayBegin()}
      ORDER BY due_at, id LIMIT 1 OFFSET ${this.aside}`;
    if (!next) {
      if (this.aside > 0) this.lookout.againAfterThis();
      this.aside = 0;
      return undefined;
    }
    return this.database.transaction(async () => {
      const repository = this.database.repository(Job);
      const taken = await repository
        .createQueryBuilder()
        .update()
        .set({
          state: 'running',
          leasedUntil: addMilliseconds(now, leaseMs),
          attempts: () => 'attempts + 1',
        })
        .where('id = :id', { id: next.id })
        .andWhere("(state = 'waiting' OR (state = 'running' AND leased_until <= :now))", {
          now: now.toISOString(),
        })
        .execute();
      this.aside = taken.affected === 1 ? 0 : 1 + Math.floor(Math.random() * furthestAside);
      if (taken.affected !== 1) {
        this.lookout.againAfterThis();
        return undefined;
      }
      return repository.findOneByOrFail({ id: next.id });
    });
  }

  /** Beside a slow one only what is quick: were all counters taken by slow ones, letters and scores would wait for hours. */
  private mayBegin(): Sql {
    const slow = slowJobs();
    const busy = this.lookout.underWay.some(({ kind }) => slow.includes(kind));
    return all((busy ? slow : []).map((kind) => sql`kind <> ${kind}`));
  }

  private async run(claimed: Claimed): Promise<void> {
    if (claimed.attempts > mostAttempts) return this.abandon(claimed);
    try {
      const handler = this.handlers.of(claimed.kind);
      if (!handler) throw new Error(`This version of Assay has no handler for ${claimed.kind}.`);
      await handler(claimed.payload, { last: claimed.attempts >= mostAttempts });
      await this.close(claimed, { state: 'done', problem: null, finishedAt: this.clock.now() });
    } catch (error) {
      await this.failed(claimed, error);
    }
  }

  /** Its lease ran out again and again: whatever it does, it ends the process that does it. */
  private async abandon(claimed: Claimed): Promise<void> {
    await this.giveUp(claimed, `It was begun ${mostAttempts} times and never came to an end.`);
  }

  private async failed(claimed: Claimed, error: unknown): Promise<void> {
    const problem = (error instanceof Error ? error.message : String(error)).slice(
      0,
      longestProblem,
    );
    this.log.warn({ job: claimed.id, kind: claimed.kind, attempts: claimed.attempts, problem });
    if (claimed.attempts >= mostAttempts) return this.giveUp(claimed, problem);
    const dueAt = addMilliseconds(this.clock.now(), backOffMs(claimed.attempts));
    await this.close(claimed, { state: 'waiting', problem, dueAt });
  }

  /** First it is said of what the job is about: were we gone between the two, the job is given up once more. */
  private async giveUp(claimed: Claimed, problem: string): Promise<void> {
    await this.handlers
      .endOf(claimed.kind)?.(claimed.payload)
      .catch((error: unknown) => this.log.error(error));
    await this.close(claimed, { state: 'dead', problem, finishedAt: this.clock.now() });
  }

  private async close(claimed: Claimed, changes: Partial<Job>): Promise<void> {
    await this.database
      .transaction(() =>
        this.database
          .repository(Job)
          .update(
            { id: claimed.id, state: 'running', attempts: claimed.attempts },
            { ...changes, leasedUntil: null },
          ),
      )
      .catch((error: unknown) => this.log.error(error));
  }
}
