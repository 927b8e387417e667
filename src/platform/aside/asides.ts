import type { Readable } from 'node:stream';
import { Turns } from '../turns.js';
import { askAside, startAside, type Aside, type AsideLimits, type AsideScript } from './aside.js';

const expectedMs = 20_000;

/** Processes of one kind that look into what others made: so many at once, and none that outlives us. */
export class Asides {
  private readonly turns: Turns;
  private readonly running = new Set<Aside>();
  private spare: { child: Aside; heap: number; giveUp: NodeJS.Timeout } | undefined;

  constructor(
    private readonly script: AsideScript,
    atOnce: number,
    patienceMs?: number,
  ) {
    this.turns = new Turns(atOnce, patienceMs);
  }

  /** Gives the whole answer; undefined when it crashed, was killed or had none. It waits for its turn. */
  async run(
    told: readonly string[],
    content: Readable,
    limits: AsideLimits,
  ): Promise<Buffer | undefined> {
    const answer = await this.hear(told, content, limits, allOf);
    return answer && answer.length > 0 ? answer : undefined;
  }

  /** See `askAside`. It waits for its turn. */
  async hear<T>(
    told: readonly string[],
    content: Readable,
    limits: AsideLimits,
    hear: (answer: AsyncIterable<Buffer>) => Promise<T>,
  ): Promise<T | undefined> {
    return this.turns.take(() => {
      const child = this.expected(told, limits) ?? this.start(told, limits);
      return askAside(child, content, limits, hear);
    });
  }

  /** Starts the one that is told nothing already, for content that is on its way. There is one at most, and not for long. */
  expect(limits: AsideLimits): void {
    if (this.spare) return;
    const child = this.start([], limits);
    const gone = () => this.letGo(child);
    const giveUp = setTimeout(() => {
      gone();
      child.kill('SIGKILL');
    }, expectedMs).unref();
    this.spare = { child, heap: limits.heap, giveUp };
    child.once('error', gone).once('exit', gone);
  }

  stop(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }

  private start(told: readonly string[], limits: AsideLimits): Aside {
    const child = startAside(this.script, told, limits);
    this.running.add(child);
    const gone = () => this.running.delete(child);
    child.once('error', gone).once('close', gone);
    return child;
  }

  private expected(told: readonly string[], { heap }: AsideLimits): Aside | undefined {
    if (told.length > 0 || this.spare?.heap !== heap) return undefined;
    const { child } = this.spare;
    this.letGo(child);
    return child;
  }

  private letGo(child: Aside): void {
    if (this.spare?.child !== child) return;
    clearTimeout(this.spare.giveUp);
    this.spare = undefined;
  }
}

async function allOf(answer: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return Buffer.concat(pieces);
}
