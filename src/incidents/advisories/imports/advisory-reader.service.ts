import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Asides, modulesIn, plainScript } from '../../../platform/aside/index.js';
import {
  isJson,
  placeOf,
  readAdvisories,
  readValues,
  recordAt,
  Unreadable,
  type ReadOne,
} from '../reading/index.js';

const path = plainScript(import.meta.url, '../reading/child.js');
const script = { path, reads: modulesIn(path) } as const;
const limits = { time: 30_000, answer: 32 * 1024 * 1024, heap: 512 };

/** Letters that are read here in a few milliseconds; YAML takes ten times as long. */
const short = { json: 100_000, yaml: 10_000 };
const recordsInTurn = 50;

export type ReadText = (text: string, name: string) => Promise<ReadOne[]>;

/** Reads texts of advisories; long ones in a process of their own, so that nobody waits for one. */
@Injectable()
export class AdvisoryReader implements OnApplicationShutdown {
  private readonly asides = new Asides(script, 1, 20 * limits.time);

  /** @throws Unreadable where the text as a whole is nothing that is read */
  async read(text: string, name: string): Promise<ReadOne[]> {
    if (text.length <= short[isJson(text) ? 'json' : 'yaml']) return readAdvisories(text, name);
    const values = await this.valuesOf(text);
    const ones: ReadOne[] = [];
    for (const [index, value] of values.entries()) {
      ones.push(recordAt(value, placeOf(name, index, values.length)));
      if (index % recordsInTurn === 0) await nextTurn();
    }
    return ones;
  }

  onApplicationShutdown(): void {
    this.asides.stop();
  }

  private async valuesOf(text: string): Promise<unknown[]> {
    if (!text.isWellFormed()) return readValues(text);
    const answer = await this.asides.run([], Readable.from([Buffer.from(text)]), limits);
    if (!answer) throw new Unreadable('It takes too much time or memory to read. Split it.');
    const { values, unreadable } = JSON.parse(answer.toString('utf8')) as {
      values?: unknown[];
      unreadable?: string;
    };
    if (!values) throw new Unreadable(unreadable ?? 'It cannot be read.');
    return values;
  }
}
