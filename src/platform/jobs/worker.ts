import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { addMilliseconds, Clock } from '../clock.js';
import { Database, sql, type Sql } from '../database/index.js';
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
  private readonly running = new Map<Promise<void>, Claimed>();
  private timer: NodeJS.Timeout | undefined;
  private renewal: NodeJS.Timeout | undefined;
  private stopping = false;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  /** How many of the jobs that are due the next look leaves to other processes: those who lost a race go round it. */
  private aside = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers.find();
    this.jobs.onEnqueued(() => this.look());
    this.timer = setInterval(() => this.look(), pollMs);
    this.renewal = setInterval(() => void this.renewLeases(), renewMs).unref();
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.idle();
    clearInterval(this.renewal);
  }

  /** Resolves when nothing that is due is left to do. */
  async idle(): Promise<void> {
    while (this.looking ?? this.running.size) {
      await (this.looking ?? Promise.race(this.running.keys()));
    }
  }

  look(): void {
    // Jobs are no part of the transaction that wakes us.
    if (this.database.inTransaction) return this.database.afterCommit(() => this.look());
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.clock
      .present(() => this.takeWhatIsDue())
      .catch((error: unknown) => this.log.error(error))
      .finally(() => {
        this.looking = undefined;
        if (this.lookAgain) {
          this.lookAgain = false;
          this.look();
        }
      });
  }

  /** What takes longer than a lease is not taken by another worker meanwhile; only a process that has ended loses it. */
  async renewLeases(): Promise<void> {
    for (const { id, attempts } of [...this.running.values()]) {
      const leasedUntil = addMilliseconds(this.clock.now(), leaseMs);
      await this.database
        .transaction(() =>
          this.database.repository(Job).update({ id, state: 'running', attempts }, { leasedUntil }),
        )
        .catch((error: unknown) => this.log.error(error));
    }
  }

  private async takeWhatIsDue(): Promise<void> {
    while (!this.stopping && this.running.size < atOnce) {
      const claimed = await this.claim();
      if (!claimed) return;
      const run = this.run(claimed).finally(() => {
        this.running.delete(run);
        this.look();
      });
      this.running.set(run, claimed);
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
      if (this.aside > 0) this.lookAgain = true;
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
        this.lookAgain = true;
        return undefined;
      }
      return repository.findOneByOrFail({ id: next.id });
    });
  }

  /** Beside a slow one only what is quick: were all counters taken by slow ones, letters and scores would wait for hours. */
  private mayBegin(): Sql {
    const slow = slowJobs();
    const busy = [...this.running.values()].some(({ kind }) => slow.includes(kind));
    return (busy ? slow : []).reduce((met, kind) => sql`${met} AND kind <> ${kind}`, sql`1 = 1`);
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
    const problem = `It was begun ${mostAttempts} times and never came to an end.`;
    await this.close(claimed, { state: 'dead', problem, finishedAt: this.clock.now() });
  }

  private async failed(claimed: Claimed, error: unknown): Promise<void> {
    const problem = (error instanceof Error ? error.message : String(error)).slice(
      0,
      longestProblem,
    );
    const now = this.clock.now();
    this.log.warn({ job: claimed.id, kind: claimed.kind, attempts: claimed.attempts, problem });
    await this.close(
      claimed,
      claimed.attempts >= mostAttempts
        ? { state: 'dead', problem, finishedAt: now }
        : { state: 'waiting', problem, dueAt: addMilliseconds(now, backOffMs(claimed.attempts)) },
    );
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
