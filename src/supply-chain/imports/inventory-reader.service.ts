import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Asides, modulesIn, plainScript, type AsideLimits } from '../../platform/aside/index.js';
import { Unreadable, type ReadInventory } from '../reading/index.js';
import { readAgain } from '../reading/wire.js';

const path = plainScript(import.meta.url, '../reading/child.js');
const versions = plainScript(import.meta.url, '../versions/index.js');
const script = { path, reads: modulesIn(path, versions), compiles: true } as const;
const atOnce = 1;
const usual: AsideLimits = { time: 90_000, answer: 96 * 1024 * 1024, heap: 1_024 };

/** Reads files that others made in a process of its own: one can bring that down, never us. */
@Injectable()
export class InventoryReader implements OnApplicationShutdown {
  private readonly asides = new Asides(atOnce, 10 * usual.time);

  /** Throws Unreadable with what is wrong and where. */
  async read(
    content: Readable,
    name: string,
    limits: Partial<AsideLimits> = {},
  ): Promise<ReadInventory> {
    const answer = await this.asides.run(script, [name], content, { ...usual, ...limits });
    if (answer) return readAgain(answer);
    throw new Unreadable(
      'takes too much time or memory to read: split it, or write it more simply',
    );
  }

  onApplicationShutdown(): void {
    this.asides.stop();
  }
}
