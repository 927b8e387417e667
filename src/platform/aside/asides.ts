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

  /** Gives the whole answer; undefined when it crashed, was killed or had none. It waits for its turn. */
  async run(
    script: AsideScript,
    told: readonly string[],
    content: Readable,
    limits: AsideLimits,
  ): Promise<Buffer | undefined> {
    const answer = await this.hear(script, told, content, limits, allOf);
    return answer && answer.length > 0 ? answer : undefined;
  }

  /** See `aside`. It waits for its turn. */
  async hear<T>(
    script: AsideScript,
    told: readonly string[],
    content: Readable,
    limits: AsideLimits,
    hear: (answer: AsyncIterable<Buffer>) => Promise<T>,
  ): Promise<T | undefined> {
    return this.turns.take(async () => {
      let started: ChildProcess | undefined;
      try {
        return await aside(script, told, content, limits, hear, (child) => {
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

async function allOf(answer: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return Buffer.concat(pieces);
}
