import type { Logger } from '@nestjs/common';
import type { Clock } from './clock.js';
import type { Database } from './database/index.js';

interface Work<T> {
  atOnce: number;
  /** Takes what is due next, so that nobody else does; nothing when there is none to be had. */
  next: () => Promise<T | undefined>;
  run: (taken: T) => Promise<void>;
}

/** Looks for work that lies in a table and does it, some at once. Who calls during a look has another follow it. */
export class Lookout<T> {
  private readonly running = new Map<Promise<void>, T>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly work: Work<T>,
  ) {}

  get underWay(): T[] {
    return [...this.running.values()];
  }

  start(everyMs: number): void {
    this.timer = setInterval(() => this.look(), everyMs);
    this.look();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.idle();
  }

  /** Resolves when nothing that is due is left to do. */
  async idle(): Promise<void> {
    while (this.looking ?? this.running.size) {
      await (this.looking ?? Promise.race(this.running.keys()));
    }
  }

  look(): void {
    // The work is no part of the transaction that wakes us.
    if (this.database.inTransaction) return this.database.afterCommit(() => this.look());
    if (this.looking) return this.againAfterThis();
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

  /** Somebody else took what was found: more may be due behind it. */
  againAfterThis(): void {
    this.lookAgain = true;
  }

  private async takeWhatIsDue(): Promise<void> {
    while (!this.stopping && this.running.size < this.work.atOnce) {
      const taken = await this.work.next();
      if (taken === undefined) return;
      const run = this.work
        .run(taken)
        .catch((error: unknown) => this.log.error(error))
        .finally(() => {
          this.running.delete(run);
          this.look();
        });
      this.running.set(run, taken);
    }
  }
}
