import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createAssay } from '../../src/assay.js';
import { acceptanceLine } from '../../src/cli/acceptances.js';
import { runCommand } from '../../src/cli/run.js';
import { SetUp } from '../../src/identity/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { freshPlace, type TestPlace } from '../support/place.js';

const first = {
  organisation: 'Buyer',
  name: 'Ada',
  email: 'ada@buyer.example',
  password: 'quiet river under stones',
  sample: false,
};

let environment: Record<string, string> = {};
let said: string[] = [];
let complained: string[] = [];

const run = (...args: string[]): Promise<number> => {
  said = [];
  complained = [];
  return runCommand(args, environment, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
};

describe('the command line', () => {
  let place: TestPlace;

  beforeEach(async () => {
    place = await freshPlace();
    environment = {
      ASSAY_DATA: place.folder,
      ASSAY_LOG_LEVEL: 'error',
      ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    };
    await setUp();
  });
  afterEach(() => place.remove());

  const start = async (): Promise<NestFastifyApplication> => {
    const app = await createAssay(readConfig(environment));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  };
  const setUp = async (): Promise<void> => {
    const app = await start();
    const link = (await app.get(SetUp).setUpLink()) ?? '';
    const token = new URL(link).searchParams.get('token') ?? '';
    await app.get(SetUp).complete({ token, ...first });
    await app.close();
  };
  /** For what only a file can be asked: sets it up also where the tests run on a server. */
  const withAFile = async (): Promise<void> => {
    if (!place.databaseUrl) return;
    delete environment['ASSAY_DATABASE_URL'];
    await setUp();
  };
  it('verifies the journal, also while the server runs', async () => {
    expect(await run('journal', 'verify')).toBe(0);
    expect(said[0]).toMatch(
      /^The journal is whole: \d+ entries, head [0-9a-f]{64}, root [0-9a-f]{64}\. Signed checkpoints met: \d+\.$/,
    );
    const app = await start();
    expect(await run('journal', 'verify')).toBe(0);
    await app.close();
    expect(complained).toEqual([]);
  });

  it('finds what somebody with the database file changed in the journal', async () => {
    await withAFile();
    const file = new Sqlite(join(place.folder, 'assay.sqlite'));
    file.exec('DROP TRIGGER journal_entry_refuses_update');
    file.exec(`UPDATE journal_entry SET actor_id = 'nobody' WHERE seq = 1`);
    file.close();
    expect(await run('journal', 'verify')).toBe(1);
    expect(said).toEqual([]);
    expect(complained[0]).toMatch(/^The journal is not as it was\. \d+ entries were read\.$/);
    expect(complained.slice(1)).toEqual(['- Entry 1 was changed.']);
  });

  it('finds a public key that somebody made none, and the server starts all the same', async () => {
    await withAFile();
    const file = new Sqlite(join(place.folder, 'assay.sqlite'));
    file.exec('DROP TRIGGER signing_key_refuses_update');
    file.exec(`UPDATE signing_key SET public_key = 'none'`);
    file.close();
    expect(await run('journal', 'verify')).toBe(1);
    expect(complained[1]).toMatch(/^- The checkpoint of \d+ entries is not signed by its key\.$/);
    await (await start()).close();
  });

  it('makes a password link that works once, for whoever is locked out', async () => {
    expect(await run('user', 'password-link', ' ADA@buyer.example ')).toBe(0);
    const token = new URL(said.at(-1) ?? '').searchParams.get('token') ?? '';
    const app = await start();
    const password = 'a wholly other one 7';
    const send = async (url: string, fields: Record<string, string>): Promise<number> => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      };
      const payload = new URLSearchParams(fields).toString();
      return (await app.inject({ method: 'POST', url, headers, payload })).statusCode;
    };
    expect(await send('/password', { token, password })).toBe(303);
    expect(await send('/password', { token, password })).toBe(410);
    expect(await send('/sign-in', { email: first.email, password })).toBe(303);
    await app.close();
    expect(await run('journal', 'verify')).toBe(0);
  });

  it('leaves the data alone while a server has the file', async () => {
    await withAFile();
    const app = await start();
    expect(await run('user', 'password-link', first.email)).toBe(1);
    await app.close();
    expect(said).toEqual([]);
    expect(complained.join()).toContain('Another Assay is running');
  });

  it('says that nobody has this address', async () => {
    expect(await run('user', 'password-link', 'eve@buyer.example')).toBe(1);
    expect(complained).toEqual(['Nobody here has the e-mail address eve@buyer.example.']);
  });
});

describe('the command line without any data', () => {
  it('says what is wrong with its settings', async () => {
    environment = { ASSAY_PORT: 'many' };
    expect(await run('journal', 'verify')).toBe(1);
    expect(complained.join()).toContain('ASSAY_PORT');
  });

  it.each([
    [[], 'nothing was asked'],
    [['journal'], 'journal'],
    [['journal', 'verify', 'twice'], 'journal verify twice'],
    [['user', 'password-link'], 'user password-link'],
    [['journal', 'rewrite'], 'journal rewrite'],
    [['backup'], 'backup'],
    [['backup', 'verify'], 'backup verify'],
    [['restore', 'one', 'two'], 'restore one two'],
    [['backup', 'a', '--against', 'b'], '--against'],
    [['--force'], '--help'],
    [['user', 'password-link', 'a@b.example', '--against', 'x'], '--against'],
  ])('does nothing it does not understand: %j', async (args, told) => {
    expect(await run(...args)).toBe(2);
    expect(complained[0]).toContain(told);
    expect(complained[1]).toContain('assay journal verify');
  });

  it.each([
    ['journal', 'verify'],
    ['user', 'password-link', 'ada@buyer.example'],
    ['keys', 'rotate-signing'],
  ])('makes no database where there is none: %s %s', async (...args) => {
    const folder = join(tmpdir(), `assay-nowhere-${process.pid}`);
    environment = { ASSAY_DATA: folder };
    expect(await run(...args)).toBe(1);
    expect(complained.join()).toContain(`There is no database in ${folder}`);
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    ['journal', 'verify'],
    ['journal', 'accept', '--reason', 'Restored.'],
    ['backup', join(tmpdir(), `assay-unmade-${process.pid}`)],
  ])('says what to look at where no database server answers: %s', async (...args) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-'));
    // Nobody listens there.
    const url = 'postgres://someone:secret@127.0.0.1:1/none';
    environment = { ASSAY_DATA: folder, ASSAY_DATABASE_URL: url };
    expect(await run(...args)).toBe(1);
    expect(complained.join()).toMatch(/ECONNREFUSED/);
    expect(complained.join()).not.toContain('secret');
    rmSync(folder, { recursive: true });
  });

  it('tells that a journal was accepted, whatever became of what was said of it', () => {
    const line = (content: string | null) => acceptanceLine({ seq: 7, at: '2026', content });
    expect(line('{"before":{"kept":9},"after":{"reason":"Old\\n\\u001b[31mdisk"}}')).toMatch(
      /^Entry 7 of 2026 accepted .*, of 9 entries, did not fit.* Reason: Old \[31mdisk$/,
    );
    for (const lost of [null, 'null', '7', 'not JSON', '{"before":null,"after":{"reason":7}}']) {
      expect(line(lost)).toMatch(/^Entry 7 .* did not fit.*either\.$/);
    }
  });

  it('explains itself', async () => {
    expect(await run('help')).toBe(0);
    expect(await run('--help')).toBe(0);
    expect(said.join()).toContain('assay user password-link EMAIL');
  });
});
