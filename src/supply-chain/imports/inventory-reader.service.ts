import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Asides, modulesIn, plainScript, type AsideLimits } from '../../platform/aside/index.js';
import { Unreadable, type ReadInventory, type ReadItem } from '../reading/index.js';
import { readAgain } from '../reading/wire.js';

const path = plainScript(import.meta.url, '../reading/child.js');
const versions = plainScript(import.meta.url, '../versions/index.js');
const script = { path, reads: modulesIn(path, versions), compiles: true } as const;
const atOnce = 1;
const usual: AsideLimits = { time: 90_000, answer: 96 * 1024 * 1024, heap: 1_024 };

/** Reads files that others made in a process of its own: one can bring that down, never us. */
@Injectable()
export class InventoryReader implements OnApplicationShutdown {
  private readonly asides = new Asides(script, atOnce, 10 * usual.time);

  /**
   * Throws Unreadable with what is wrong and where. `early` may take the items, a bundle at a time, while others are still read:
   * they hold once this resolves.
   */
  async read(
    content: Readable,
    name: string,
    early: (items: ReadItem[]) => Promise<void> = async () => undefined,
    limits: Partial<AsideLimits> = {},
  ): Promise<ReadInventory> {
    const allowed = { ...usual, ...limits };
    const named = Readable.from(withName(name, content), { objectMode: false });
    const read = await this.asides.hear([], named, allowed, (answer) => readAgain(answer, early));
    if (read) return read;
    throw new Unreadable(
      'takes too much time or memory to read: split it, or write it more simply',
    );
  }

  /** A file is on its way: what reads it may start already. */
  expect(name: string): void {
    if (/\.json$/i.test(name)) this.asides.expect(usual);
  }

  onApplicationShutdown(): void {
    this.asides.stop();
  }
}

async function* withName(name: string, content: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(name)}\n`);
  yield* content as AsyncIterable<Buffer>;
}
