import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../../platform/actor.js';
import { addMilliseconds, Clock } from '../../../platform/clock.js';
import { Config } from '../../../platform/config/index.js';
import { Invalid } from '../../../platform/errors.js';
import type { SentFile } from '../../../platform/http/index.js';
import { storedName } from '../../../platform/inspection/index.js';
import { Unreadable, type ReadOne } from '../reading/index.js';
import { Daily } from '../../../platform/sweeps/index.js';
import { AdvisoryReader } from './advisory-reader.service.js';
import { arrived, dropForgotten, recordsOf } from './arrived-file.js';
import { ImportQueries } from './imports.queries.js';
import { Imports } from './imports.service.js';
import type { ImportView } from './import.dto.js';

/** As long as somebody is kept waiting; then the import goes on by itself. */
const patienceMs = 8_000;
const dayMs = 24 * 3_600_000;

/** Records as people give them: pasted, or in a file. */
@Injectable()
export class Intake {
  private readonly log = new Logger('advisories');

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly imports: Imports,
    private readonly reader: AdvisoryReader,
    private readonly queries: ImportQueries,
  ) {}

  /** Files that a process left when it was killed. */
  @Daily()
  async forgotten(): Promise<void> {
    await dropForgotten(addMilliseconds(this.clock.now(), -dayMs));
  }

  async paste(actor: Actor, text: string): Promise<ImportView> {
    const ones = await readable('text', () => this.reader.read(text, 'The text'));
    const id = await this.imports.begin(actor, { source: 'pasted' });
    await this.imports.run(
      actor,
      id,
      { source: 'pasted' },
      (async function* () {
        yield ones;
      })(),
    );
    return this.queries.view(id);
  }

  /** Answers when it is done, or after a while how far it is. */
  async file(actor: Actor, { name: sentName, content }: SentFile): Promise<ImportView> {
    const name = storedName(sentName);
    const most = this.config.uploadMb * 1024 * 1024;
    const tooLarge = `is larger than ${this.config.uploadMb} MB, the most that is taken here`;
    const file = await arrived(content, most, () => new Invalid({ file: tooLarge }));
    const records = recordsOf(file, name, (text, where) => this.reader.read(text, where));
    try {
      const first = await records.next();
      const ones = await readable('file', () => (first.done ? [] : first.value), !first.done);
      const origin = { source: 'file' as const, name };
      const id = await this.imports.begin(actor, origin);
      const work = this.imports
        .run(actor, id, origin, following(ones, records))
        .finally(() => file.drop());
      work.catch((error: unknown) => this.log.error({ import: id, problem: String(error) }));
      await Promise.race([work, delay(patienceMs, undefined, { ref: false })]);
      return await this.queries.view(id);
    } catch (error) {
      await file.drop();
      if (error instanceof Unreadable) throw new Invalid({ file: clauseOf(error) });
      throw error;
    }
  }
}

/** What one text holds; where that is nothing that can be taken over, the field is told why. */
async function readable(
  field: string,
  read: () => ReadOne[] | Promise<ReadOne[]>,
  isWhole = true,
): Promise<ReadOne[]> {
  try {
    const ones = await read();
    const [only] = ones;
    if (isWhole && ones.length === 1 && only?.problem !== undefined && !only.where.includes('/')) {
      throw new Unreadable(only.problem);
    }
    return ones;
  } catch (error) {
    if (error instanceof Unreadable) throw new Invalid({ [field]: clauseOf(error) });
    throw error;
  }
}

const clauseOf = ({ message }: Error): string => `cannot be read. ${message.replace(/\.$/, '')}`;

async function* following(
  first: ReadOne[],
  rest: AsyncIterable<ReadOne[]>,
): AsyncGenerator<ReadOne[]> {
  yield first;
  yield* rest;
}
