import { Injectable } from '@nestjs/common';
import { system } from '../../../platform/actor.js';
import { addMilliseconds, Clock } from '../../../platform/clock.js';
import { Config } from '../../../platform/config/index.js';
import { Database } from '../../../platform/database/index.js';
import {
  AddressRefused,
  onlyIfChanged,
  Outbound,
  Unanswered,
} from '../../../platform/outbound/index.js';
import { Every } from '../../../platform/sweeps/index.js';
import { Grouping } from '../events/grouping.service.js';
import { AdvisoryReader } from './advisory-reader.service.js';
import { arrived, recordsOf, type ArrivedFile } from './arrived-file.js';
import { Imports } from './imports.service.js';

const dayMs = 24 * 3_600_000;
const withinMs = 10 * 60_000;

/** Fetches advisories once a day from an address, where the operator named one, and only what has changed. */
@Injectable()
export class Fetching {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbound: Outbound,
    private readonly grouping: Grouping,
    private readonly imports: Imports,
    private readonly reader: AdvisoryReader,
  ) {}

  @Every(10)
  async due(): Promise<void> {
    const url = this.config.advisoryUrl;
    if (url === undefined) return;
    const id = await this.claim(url);
    if (id !== undefined) await this.fetch(id, url);
  }

  /** Of several processes one fetches, and none within a day of the last. */
  private async claim(url: string): Promise<string | undefined> {
    return this.database.transaction(async () => {
      await this.grouping.turn();
      const now = this.clock.now();
      const before = addMilliseconds(now, -dayMs).toISOString();
      const [last] = await this.database.sql<object[]>`
        SELECT 1 FROM advisory_import WHERE source = 'address' AND begun_at > ${before}
          AND begun_at <= ${now.toISOString()} LIMIT 1`;
      return last ? undefined : this.imports.begin(system, { source: 'address', name: url });
    });
  }

  private async fetch(id: string, url: string): Promise<void> {
    const origin = { source: 'address' as const, name: url };
    let file: ArrivedFile | undefined;
    try {
      const mostBytes = this.config.uploadMb * 1024 * 1024;
      const known = onlyIfChanged(await this.imports.remembered(url));
      const headers = {
        ...known,
        accept: 'application/zip, application/json',
        'user-agent': 'Assay',
      };
      const { status, taken, validators } = await this.outbound.fetch(
        { url, headers, mostBytes, withinMs },
        (pieces) => arrived(pieces, mostBytes, () => new Unanswered('It is too large.')),
      );
      file = taken;
      if (status === 304 && Object.keys(known).length > 0)
        return await this.imports.unchanged(system, id);
      if (!file) throw new Unanswered(`It answered with the status ${status}.`);
      const read = this.reader.read.bind(this.reader);
      const records = recordsOf(file, url.split('/').at(-1) || url, read);
      await this.imports.run(system, id, origin, records);
      if (validators) await this.imports.remember(id, validators);
    } catch (error) {
      if (error instanceof AddressRefused)
        return this.imports.fail(system, id, `The address ${error.message}.`);
      const known = error instanceof Unanswered;
      await this.imports.fail(system, id, known ? error.message : 'It could not be fetched.');
      if (!known) throw error;
    } finally {
      await file?.drop();
    }
  }
}
