import { Busy } from './errors.js';

interface Waiting {
  start: () => void;
  giveUp: NodeJS.Timeout;
}

/** A first-in-first-out line with a fixed number of counters; who waits too long is sent away with Busy. */
export class Turns {
  private free: number;
  private readonly line: Waiting[] = [];

  constructor(
    counters: number,
    private readonly patienceMs: number,
  ) {
    this.free = counters;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: resolve,
        giveUp: setTimeout(() => {
          this.line.splice(this.line.indexOf(waiting), 1);
          reject(new Busy());
        }, this.patienceMs),
      };
      this.line.push(waiting);
    });
  }

  private leave(): void {
    const next = this.line.shift();
    if (!next) {
      this.free += 1;
      return;
    }
    clearTimeout(next.giveUp);
    next.start();
  }
}
