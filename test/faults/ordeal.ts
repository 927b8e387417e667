import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { migrations } from '../../migrations/index.js';
import { verifyJournal } from '../../src/journal/index.js';
import { type Database, openDatabase } from '../../src/platform/database/index.js';
import { MasterKey } from '../../src/platform/keys/index.js';
import { LetterSeal } from '../../src/platform/mail/letter-seal.js';
import { LetterQueries } from '../../src/platform/mail/index.js';
import { Blobs, declaredBlobNames, DiskStore } from '../../src/platform/storage/index.js';
import { Janitor } from '../../src/platform/storage/janitor.js';
import { formOf, type Given } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { Child } from '../support/child.js';
import { TestClock } from '../support/clock.js';
import { migratedPlace, type TestPlace } from '../support/place.js';
import { SmtpSink } from '../support/smtp-sink.js';

const server = new URL('../support/mortal-server.ts', import.meta.url);
const dayMs = 24 * 3_600_000;
const firstDay = '2026-12-05T09:00:00.000Z';
const patienceMs = 120_000;

/** The server was gone before it answered. */
export class NoAnswer extends Error {}

export interface Answer<T> {
  status: number;
  body: T;
  bytes: Buffer;
}

interface JobLine {
  kind: string;
  state: string;
  problem?: string;
}

/** A server on data of its own, a day later at each start, that is killed again and again. */
export class Ordeal {
  readonly sink: SmtpSink;
  starts = 0;
  private child: Child | undefined;
  private port = '';
  private readonly seen = new Set<string>();

  private constructor(
    readonly place: TestPlace,
    private readonly temporary: string,
    sink: SmtpSink,
    private readonly headers: Record<string, string>,
  ) {
    this.sink = sink;
  }

  /** `prepare` fills the data, through a server that is ended in order. */
  static async begin(
    prepare: (assay: TestAssay, staff: () => Promise<Visitor>) => Promise<void>,
  ): Promise<Ordeal> {
    const place = await migratedPlace();
    const assay = await startAssay({}, { place });
    let staff: Visitor;
    try {
      await prepare(assay, () => assay.api());
      await assay.settle();
      assay.clock.set(firstDay);
      staff = await assay.api();
    } finally {
      await assay.app.close();
    }
    const temporary = mkdtempSync(join(tmpdir(), 'assay-ordeal-'));
    return new Ordeal(place, temporary, await SmtpSink.start(), staff.headers);
  }

  async end(): Promise<void> {
    await this.child?.kill();
    await this.sink.stop();
    // A browser ends a little later than whom it printed for.
    rmSync(this.temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    await this.place.remove();
  }

  /** Starts it, to be gone at this step, counted from now or from when it is told. */
  async start(step = 0, from: 'start' | 'told' = 'told'): Promise<void> {
    this.starts += 1;
    const moment = new Date(Date.parse(firstDay) + this.starts * dayMs).toISOString();
    const { folder, databaseUrl } = this.place;
    this.child = Child.start(server, [folder, String(step), from, moment], {
      ASSAY_SMTP_URL: this.sink.url,
      ASSAY_MAIL_FROM: 'assay@buyer.net',
      TMPDIR: this.temporary,
      ...(databaseUrl ? { ASSAY_DATABASE_URL: databaseUrl } : {}),
    });
    const says = this.child.says('port ').catch((error: unknown) => {
      if (from === 'told') throw error;
      return '';
    });
    this.port = (await says).replace('port ', '');
  }

  async count(): Promise<void> {
    this.child?.tell('count');
    await this.child?.says('counting');
  }

  /** How many steps it took since it was told to count. */
  async steps(): Promise<number> {
    this.child?.tell('steps');
    return Number((await this.child?.says('steps '))?.split(' ')[1]);
  }

  async kill(): Promise<void> {
    await this.child?.kill();
  }

  /** Resolves with whether it was gone by itself within so many milliseconds; it is gone then in any case. */
  async gone(withinMs: number): Promise<boolean> {
    const child = this.child;
    if (!child) return true;
    const isGone = await Promise.race([
      child.ended.then(() => true),
      after(withinMs, false, { ref: false }),
    ]);
    if (!isGone) await child.kill();
    return isGone;
  }

  async ask<T>(method: string, path: string, body?: object, version?: number): Promise<Answer<T>> {
    const match = version === undefined ? {} : { 'if-match': `"${version}"` };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return this.send(method, path, { ...json, ...match, ...this.headers }, payload);
  }

  async give<T>(path: string, fields: Record<string, string>, file: Given): Promise<Answer<T>> {
    const { payload, headers } = formOf(fields, file);
    return this.send('POST', path, { ...this.headers, ...headers }, new Uint8Array(payload));
  }

  /** Waits until nothing is left to do; fails where something was given up. */
  async settle(): Promise<void> {
    const until = Date.now() + patienceMs;
    // What ran at the first question and ordered more before the second is seen at the next look.
    for (let idle = 0; idle < 2;) {
      const open: JobLine[] = [];
      for (const state of ['waiting', 'running', 'dead']) {
        open.push(...(await this.ask<JobLine[]>('GET', `/api/v1/jobs?state=${state}`)).body);
      }
      const dead = open.find(({ state }) => state === 'dead');
      if (dead) throw new Error(`Given up: ${JSON.stringify(dead)}`);
      idle = open.length === 0 ? idle + 1 : 0;
      if (Date.now() > until) throw new Error(`Still to do: ${JSON.stringify(open.slice(0, 5))}`);
      await after(100);
    }
  }

  /** While nobody runs: the chain holds, every file that is named is there and opens, every sealed letter too. Gives what `look` does. */
  async atRest<T>(look: (database: Database) => Promise<T>): Promise<T> {
    const { folder, databaseUrl } = this.place;
    const opened = await openDatabase(
      { folder, databaseUrl, migrations },
      { report: console.error },
    );
    try {
      const { database } = opened;
      const { problems } = await verifyJournal(database);
      if (problems.length > 0) throw new Error(problems.join('\n'));
      await this.openAll(database);
      return await look(database);
    } finally {
      await opened.close();
    }
  }

  /** What a killed process left that nothing names: how many stored files, once the janitor has been; and what else. */
  async leftovers(): Promise<{ before: number; after: number; others: string[] }> {
    return this.atRest(async (database) => {
      const { blobs, names } = await this.blobs();
      const before = names.length - (await namedIn(database)).size;
      const clock = new TestClock();
      clock.set(new Date(Date.now() + 2 * dayMs).toISOString());
      await new Janitor(blobs, database, clock).sweep();
      const now = (await this.blobs()).names.length - (await namedIn(database)).size;
      const { folder } = this.place;
      const others = [
        ...readdirSync(folder).filter((name) => !/^(assay\.|blobs$|keys$)/.test(name)),
        ...readdirSync(join(folder, 'keys')).filter(
          (name) => !/^(master.key|signing.pem|checkpoint.txt)$/.test(name),
        ),
        // Other processes may be writing there too, where there is a server: those stay for a day.
        ...(this.place.databaseUrl ? [] : readdirSync(join(folder, 'blobs', 'incoming'))),
      ];
      return { before, after: now, others };
    });
  }

  private async openAll(database: Database): Promise<void> {
    const { key, blobs, names } = await this.blobs();
    const there = new Set(names);
    for (const name of await namedIn(database)) {
      if (!there.has(name)) throw new Error(`The stored file ${name} is named, and not there.`);
      if (this.seen.has(name)) continue;
      for await (const piece of await blobs.open(name)) void piece;
      this.seen.add(name);
    }
    const letters = new LetterQueries(database, new LetterSeal(key));
    const sealed = await database.sql<{ id: string }[]>`
      SELECT id FROM letter WHERE sealed_body IS NOT NULL ORDER BY id DESC LIMIT 50`;
    for (const { id } of sealed) await letters.read(id);
  }

  private async blobs(): Promise<{ key: MasterKey; blobs: Blobs; names: string[] }> {
    const { folder } = this.place;
    const key = MasterKey.in(join(folder, 'keys'), false);
    const blobs = new Blobs(new DiskStore(join(folder, 'blobs'), new TestClock()), key);
    const names: string[] = [];
    for await (const name of blobs.names()) names.push(name);
    return { key, blobs, names };
  }

  private async send<T>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Answer<T>> {
    let bytes: Buffer;
    let status: number;
    try {
      const reply = await fetch(`http://127.0.0.1:${this.port}${path}`, {
        ...{ method, headers },
        ...(body === undefined ? {} : { body }),
      });
      ({ status } = reply);
      bytes = Buffer.from(await reply.arrayBuffer());
    } catch (error) {
      throw new NoAnswer(String(error));
    }
    const isJson = bytes[0] === 0x7b || bytes[0] === 0x5b;
    return { status, bytes, body: (isJson ? JSON.parse(bytes.toString()) : undefined) as T };
  }
}

async function namedIn(database: Database): Promise<Set<string>> {
  const names = new Set<string>();
  for (const query of declaredBlobNames()) {
    const rows = await database.sql<{ name: string }[]>`SELECT name FROM (${query}) named`;
    for (const { name } of rows) names.add(name);
  }
  return names;
}
