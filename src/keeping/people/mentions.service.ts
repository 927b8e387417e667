import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Database, listed } from '../../platform/database/index.js';
import { Busy } from '../../platform/errors.js';
import { namesIn } from './names-in.js';
import { Every } from '../../platform/sweeps/index.js';

/** As many entries as one short transaction notes. */
const slice = 250;
/** As many entries as are read while somebody waits: less than a second. */
const soonRead = 5_000;
const before = /[\p{L}\p{N}._%+'-]{1,64}$/u;
const after = /^[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}/u;

/** Every e-mail address in a text, in small letters. */
export function addressesIn(text: string): string[] {
  const found = new Set<string>();
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const [local] = before.exec(text.slice(Math.max(0, at - 64), at)) ?? [];
    const [domain] = after.exec(text.slice(at + 1, at + 256)) ?? [];
    if (local && domain) found.add(`${local}@${domain}`.toLowerCase());
  }
  return [...found];
}

/** Apart from those of addresses, though they stand in the same column: no address has a space. */
export const nameHash = (key: string): string =>
  createHash('sha256').update(`name ${key}`).digest('hex');

export const addressHash = (email: string): string =>
  createHash('sha256').update(email.toLowerCase()).digest('hex');

/**
 * Which entries of the journal name which address, and hold what may be whose name: looking through all of their details would take seconds. It is read from the
 * details little by little, and up to the last entry before somebody asks.
 */
@Injectable()
export class Mentions implements BeforeApplicationShutdown {
  private readonly log = new Logger('mentions');
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly database: Database) {}

  @Every(10)
  async catchUp(): Promise<void> {
    this.running ??= this.readOn().finally(() => (this.running = undefined));
    return this.running;
  }

  /**
   * Up to the last entry; where that would take long, it goes on by itself, and whoever asks is told how far it is.
   * @throws Busy meanwhile
   */
  async ready(): Promise<void> {
    const [at] = await this.database.sql<{ read: number; size: number }[]>`
      SELECT r.seq AS read, h.size FROM journal_mentions_read r CROSS JOIN journal_head h WHERE r.id = 'read'`;
    const { read = 0, size = 0 } = at ?? {};
    if (size - read <= soonRead) return this.catchUp();
    this.catchUp().catch((error: unknown) => this.log.error(error));
    const done = Math.max(0, Math.floor((100 * read) / size));
    throw new Busy(
      `The journal is being read for whom it names: ${done}% of ${size.toLocaleString('en-GB')} entries. Ask again in a minute.`,
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running?.catch(() => undefined);
  }

  /** Inside a transaction. */
  async forget(seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    await this.database.sql`DELETE FROM journal_mention WHERE seq IN (${listed(seqs)})`;
  }

  private async readOn(): Promise<void> {
    while (!this.stopping && (await this.readSome())) await setImmediate();
  }

  /** Notes what some entries name, and says whether there may be more. */
  private async readSome(): Promise<boolean> {
    const [read] = await this.database.sql<{ seq: number }[]>`
      SELECT seq FROM journal_mentions_read WHERE id = 'read'`;
    const rows = await this.database.sql<{ seq: number; content: string }[]>`
      SELECT d.seq, d.content FROM journal_detail d WHERE d.seq > ${read?.seq ?? 0} ORDER BY d.seq LIMIT ${slice}`;
    const last = rows.at(-1)?.seq;
    if (last === undefined) return false;
    const found = rows.flatMap(({ seq, content }) =>
      [...addressesIn(content).map(addressHash), ...namesIn(content).map(nameHash)].map((hash) => [
        hash,
        seq,
      ]),
    );
    await this.database.transaction(async () => {
      const columns = ['address_sha256', 'seq'];
      await this.database.insertRows('journal_mention', columns, found, 'ON CONFLICT DO NOTHING');
      await this.database.sql`
        UPDATE journal_mentions_read SET seq = ${last} WHERE id = 'read' AND seq < ${last}`;
    });
    return rows.length === slice;
  }
}
