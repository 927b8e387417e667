import { Busy } from './errors.js';

interface Waiting {
  start: () => void;
  giveUp: NodeJS.Timeout | undefined;
}

/**
 * A first-in-first-out line with a fixed number of counters. Who waits longer than the patience, where there is one, is sent
 * away with Busy.
 */
export class Turns {
  private busy = 0;
  private readonly line: Waiting[] = [];
  private readonly idle: (() => void)[] = [];

  constructor(
    private readonly counters: number,
    private readonly patienceMs?: number,
  ) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** Resolves when nothing runs and nothing waits. */
  async allDone(): Promise<void> {
    if (this.busy > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private enter(): Promise<void> {
    if (this.busy < this.counters) {
      this.busy += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { start: resolve, giveUp: undefined };
      if (this.patienceMs !== undefined) {
        waiting.giveUp = setTimeout(() => {
          this.line.splice(this.line.indexOf(waiting), 1);
          reject(new Busy());
        }, this.patienceMs);
      }
      this.line.push(waiting);
    });
  }

  private leave(): void {
    const next = this.line.shift();
    if (next) {
      clearTimeout(next.giveUp);
      next.start();
      return;
    }
    this.busy -= 1;
    if (this.busy === 0) this.idle.splice(0).forEach((resolve) => resolve());
  }
}

interface Line {
  turns: Turns;
  users: number;
}

/**
 * Turns of which one party has no more than its share at a time: whoever is slow, or wants to be, keeps only themselves
 * waiting. The patience is that of each of the two lines, the party's own and everybody's.
 */
export class SharedTurns {
  private readonly all: Turns;
  private readonly lines = new Map<string, Line>();

  constructor(
    counters: number,
    private readonly share: number,
    private readonly patienceMs?: number,
  ) {
    this.all = new Turns(counters, patienceMs);
  }

  async take<T>(party: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(party) ?? {
      turns: new Turns(this.share, this.patienceMs),
      users: 0,
    };
    this.lines.set(party, line);
    line.users += 1;
    try {
      return await line.turns.take(() => this.all.take(work));
    } finally {
      line.users -= 1;
      if (line.users === 0) this.lines.delete(party);
    }
  }
}
