import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { runCommand } from '../../src/cli/run.js';
import {
  Checkpoints,
  isSignedBy,
  rawKey,
  readNote,
  verifyJournal,
} from '../../src/journal/index.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { keysIn, MasterKey, SigningKey } from '../../src/platform/keys/index.js';
import { LetterQueries } from '../../src/platform/mail/index.js';
import { LetterSeal } from '../../src/platform/mail/letter-seal.js';
import { Blobs, DiskStore } from '../../src/platform/storage/index.js';
import { Child } from '../support/child.js';
import { TestClock } from '../support/clock.js';
import { freshPlace, type TestPlace } from '../support/place.js';
import { stride } from '../support/thorough.js';
import { SealedThings, withServer } from './sealed-things.js';

describe('a change of a key that is killed', () => {
  let place: TestPlace;
  let environment: Record<string, string>;
  const things = new SealedThings();

  beforeAll(async () => {
    place = await freshPlace();
    environment = {
      ASSAY_DATA: place.folder,
      ASSAY_LOG_LEVEL: 'error',
      ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    };
    await withServer(environment, (app) => things.add(app, [10, 70_000]));
  });
  afterAll(() => place.remove());

  /** Without the checkpoint that lies beside them. */
  const keysKept = () =>
    readdirSync(keysIn(place.folder))
      .filter((name) => name !== 'checkpoint.txt')
      .sort();

  /** Gives what it was about to do, or nothing where it came to its end before that. */
  const killedBefore = async (step: number, which = 'master'): Promise<string | undefined> => {
    const script = new URL('./rotate-on-faulty-disk.ts', import.meta.url);
    const rotation = await Child.start(script, [String(step), which], environment).ended;
    if (rotation.code === 0) return undefined;
    expect(rotation).toMatchObject({ signal: 'SIGKILL', complaints: '' });
    return rotation.lines.join('\n');
  };
  /** Everything, by what a server would read it with. */
  const expectReadable = async (): Promise<void> => {
    const { folder, databaseUrl } = place;
    const key = MasterKey.in(join(folder, 'keys'), false);
    const blobs = new Blobs(new DiskStore(join(folder, 'blobs'), new TestClock()), key);
    const opened = await openDatabase(
      { folder, databaseUrl, migrations },
      { report: console.error },
    );
    try {
      const letters = new LetterQueries(opened.database, new LetterSeal(key));
      await things.expectReadableBy(blobs, letters);
    } finally {
      await opened.close();
    }
  };
  const rotate = async (verb = 'rotate'): Promise<string> => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    expect(await runCommand(['keys', verb], environment, { say, complain: say })).toBe(0);
    return said.join('\n');
  };

  it('leaves the master key and everything readable before every step, and goes on when it is called again', async () => {
    const steps: string[] = [];
    for (let number = 1; ; number += stride(4)) {
      const step = await killedBefore(number);
      if (number % 6 === 1) await withServer(environment, (app) => things.expectReadable(app));
      else await expectReadable();
      if (step === undefined) break;
      steps.push(step);
      expect(await rotate()).toContain('2 files and 2 sealed texts have the new one.');
      await expectReadable();
      expect(keysKept()).toEqual(['master.key', 'signing.pem']);
      expect(readdirSync(join(place.folder, 'blobs', 'incoming'))).toEqual([]);
    }
    // Two files go at once, so that their steps come in another order each time.
    const kinds = ['open', 'write', 'fsync', 'rename', 'fsync of the folder', 'transaction'];
    expect([...kinds, 'after the transaction']).toEqual(expect.arrayContaining(steps));
    expect(new Set(steps).size).toBeGreaterThan(stride(4) === 1 ? 6 : 2);
    expect(steps.length).toBeGreaterThan(20 / stride(4));
    await withServer(environment, async () => undefined);
    const silent = { say: () => undefined, complain: () => undefined };
    expect(await runCommand(['journal', 'verify'], environment, silent)).toBe(0);
  }, 300_000);

  interface Told {
    before: { fingerprint: string };
    after: { fingerprint: string };
  }

  it('leaves one key that signs, vouched for by the one before, wherever a change of that one is killed', async () => {
    const keys = keysIn(place.folder);
    const steps: string[] = [];
    for (let number = 1; ; number += stride(9)) {
      const former = SigningKey.in(keys);
      const step = await killedBefore(number, 'signing');
      if (step === undefined) break;
      steps.push(step);
      // A server that runs in between signs with the key that it finds.
      if (steps.length % 2 === 0) {
        await withServer(environment, async (app) => {
          await app.get(Checkpoints).sign('day');
        });
      }
      expect(await rotate('rotate-signing')).toContain('Signed from now on');
      const key = SigningKey.in(keys);
      expect(key.fingerprint).not.toBe(former.fingerprint);
      expect(keysKept()).toEqual(['master.key', 'signing.pem']);
      await expectVouchedFor(key);
    }
    const kinds = ['remove', 'open', 'write', 'fsync', 'rename', 'transaction'];
    expect([...kinds, 'after the transaction']).toEqual(expect.arrayContaining(steps));
    expect(steps.length).toBeGreaterThan(12 / stride(9));
  }, 300_000);

  /** Each change is told once, and what the key before signed of the journal covers it. */
  const expectVouchedFor = async (key: SigningKey): Promise<void> => {
    const { folder, databaseUrl } = place;
    const opened = await openDatabase(
      { folder, databaseUrl, migrations },
      { report: console.error },
    );
    try {
      const { database } = opened;
      expect(await verifyJournal(database)).toMatchObject({ problems: [] });
      const rows = await database.sql<{ seq: number; content: string }[]>`
        SELECT e.seq, d.content FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq
        WHERE e.action = 'signing-key.rotated' ORDER BY e.seq DESC`;
      const told = rows.map(({ seq, content }) => ({ seq, ...(JSON.parse(content) as Told) }));
      expect(told[0]?.after.fingerprint).toBe(key.fingerprint);
      expect(new Set(told.map(({ after }) => after.fingerprint)).size).toBe(told.length);
      const known = await database.sql<{ fingerprint: string; publicKey: string }[]>`
        SELECT fingerprint, public_key AS "publicKey" FROM signing_key`;
      const signed = await database.sql<{ size: number; note: string }[]>`
        SELECT size, note FROM journal_checkpoint`;
      for (const { seq, before } of told) {
        const pem = known.find(({ fingerprint }) => fingerprint === before.fingerprint)?.publicKey;
        const vouches = signed.some(
          ({ size, note }) => size >= seq && isSignedBy(readNote(note), rawKey(pem ?? '')),
        );
        expect([seq, vouches]).toEqual([seq, true]);
      }
    } finally {
      await opened.close();
    }
  };
});
