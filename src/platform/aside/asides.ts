import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { Turns } from '../turns.js';
import { aside, type AsideLimits, type AsideScript } from './aside.js';

/** Processes of one kind that look into what others made: so many at once, and none that outlives us. */
export class Asides {
  private readonly turns: Turns;
  private readonly running = new Set<ChildProcess>();

  constructor(atOnce: number, patienceMs?: number) {
    this.turns = new Turns(atOnce, patienceMs);
  }

  /** See `aside`. It waits for its turn. */
  async run(
    script: AsideScript,
    told: readonly string[],
    content: Readable,
    limits: AsideLimits,
  ): Promise<Buffer | undefined> {
    return this.turns.take(async () => {
      let started: ChildProcess | undefined;
      try {
        return await aside(script, told, content, limits, (child) => {
          started = child;
          this.running.add(child);
        });
      } finally {
        if (started) this.running.delete(started);
      }
    });
  }

  stop(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}
