import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { runCommand } from '../../src/cli/run.js';
import {
  Checkpoints,
  isSignedBy,
  Journal,
  JournalTree,
  KnownKeys,
  rawKey,
  readCheckpointText,
  readNote,
} from '../../src/journal/index.js';
import { signNote } from '../../src/journal/checkpoints/signed-note.js';
import { system } from '../../src/platform/actor.js';
import { readConfig } from '../../src/platform/config/index.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { keysIn, MasterKey, SigningKey } from '../../src/platform/keys/index.js';
import { TestClock } from '../support/clock.js';
import { freshPlace, type TestPlace } from '../support/place.js';

describe('signing, on the command line', () => {
  let place: TestPlace;
  let environment: Record<string, string>;
  let said: string[] = [];
  let complained: string[] = [];
  let kept: string;

  const run = (...args: string[]): Promise<number> => {
    said = [];
    complained = [];
    const terminal = {
      say: (line: string) => void said.push(line),
      complain: (line: string) => void complained.push(line),
    };
    return runCommand(args, environment, terminal);
  };

  const opened = async <T>(work: (database: Database, checkpoints: Checkpoints) => Promise<T>) => {
    const { database, close } = await openDatabase({ ...place, migrations }, { report: () => {} });
    const clock = new TestClock();
    const config = readConfig(environment);
    const key = SigningKey.in(keysIn(place.folder));
    const [journal, tree] = [new Journal(database, clock), new JournalTree(database)];
    const known = new KnownKeys(database, clock);
    try {
      return await work(
        database,
        new Checkpoints(database, journal, tree, known, key, config, clock),
      );
    } finally {
      await close();
    }
  };

  const note = (database: Database, id: string) =>
    database.transaction(async () =>
      new Journal(database, new TestClock()).record(
        system,
        'thing.noted',
        { kind: 'thing', id },
        null,
        { id },
      ),
    );

  beforeAll(async () => {
    place = await freshPlace();
    environment = {
      ASSAY_DATA: place.folder,
      ...(place.databaseUrl ? { ASSAY_DATABASE_URL: place.databaseUrl } : {}),
    };
    MasterKey.in(keysIn(place.folder), true);
    kept = join(place.folder, 'kept.txt');
    await opened(async (database, checkpoints) => {
      for (let at = 0; at < 5; at += 1) await note(database, `${at}`);
      writeFileSync(kept, (await checkpoints.sign('day')).note);
      for (let at = 0; at < 4; at += 1) await note(database, `later ${at}`);
    });
  });
  afterAll(() => place.remove());

  it('shows that the journal of today continues a kept checkpoint, with the proof', async () => {
    expect(await run('journal', 'verify', '--against', kept)).toBe(0);
    const { fingerprint } = SigningKey.in(keysIn(place.folder));
    expect(said[0]).toBe(`The checkpoint was signed with the key ${fingerprint}.`);
    expect(said.join('\n')).toMatch(
      /Its 5 entries are the first of today's 9; proof of it:\n( {2}\S{44}\n?)+$/,
    );
    expect(complained).toEqual([]);
  });

  it('refuses what was not signed here, or is no checkpoint', async () => {
    const forged = join(place.folder, 'forged.txt');
    writeFileSync(forged, readFileSync(kept, 'utf8').replace('\n5\n', '\n4\n'));
    expect(await run('journal', 'verify', '--against', forged)).toBe(1);
    expect(complained).toEqual(['No key that this journal knows signed the checkpoint.']);
    writeFileSync(forged, 'something else');
    expect(await run('journal', 'verify', '--against', forged)).toBe(1);
    expect(complained.join()).toMatch(/is not a signed checkpoint/);
    expect(await run('journal', 'verify', '--against', join(place.folder, 'none'))).toBe(1);
  });

  it('is done by a new key from now on, vouched for by the old one, which is destroyed', async () => {
    const keys = keysIn(place.folder);
    const former = SigningKey.in(keys);
    expect(await run('keys', 'rotate-signing')).toBe(0);
    const key = SigningKey.in(keys);
    expect(key.fingerprint).not.toBe(former.fingerprint);
    expect(said.join()).toContain(key.fingerprint);
    expect(existsSync(join(keys, 'signing.pem.next'))).toBe(false);
    await opened(async (database, checkpoints) => {
      const known = await new KnownKeys(database, new TestClock()).list();
      expect(known.map(({ fingerprint }) => fingerprint)).toEqual([
        key.fingerprint,
        former.fingerprint,
      ]);
      const { size } = await new Journal(database, new TestClock()).head();
      const signed = readNote((await checkpoints.of(size))?.note ?? '');
      for (const { publicKey } of known) expect(isSignedBy(signed, rawKey(publicKey))).toBe(true);
    });
    expect(await run('journal', 'verify', '--against', kept)).toBe(0);
    expect(said[0]).toContain(former.fingerprint);
  });

  it('goes on where a change was broken off', async () => {
    const keys = keysIn(place.folder);
    const [former, waiting] = [SigningKey.in(keys), SigningKey.next(keys)];
    // Killed after its note; then a server ran on, and the old key signed that size alone.
    await opened(async (database, checkpoints) => {
      await database.transaction(async () => {
        await new KnownKeys(database, new TestClock()).add(waiting);
        const subject = { kind: 'signing_key', id: waiting.fingerprint };
        const journal = new Journal(database, new TestClock());
        journal.record(system, 'signing-key.rotated', subject, null, null);
      });
      const alone = readNote((await checkpoints.sign('day')).note);
      expect(isSignedBy(alone, waiting.publicKey)).toBe(false);
    });
    expect(await run('keys', 'rotate-signing')).toBe(0);
    expect(SigningKey.in(keys).fingerprint).toBe(waiting.fingerprint);
    await opened(async (database, checkpoints) => {
      const { size } = await new Journal(database, new TestClock()).head();
      const both = readNote((await checkpoints.of(size))?.note ?? '');
      for (const { publicKey } of [former, waiting]) expect(isSignedBy(both, publicKey)).toBe(true);
    });
    expect(await run('journal', 'verify')).toBe(0);
  });

  it('takes a key of the operator’s own, and nothing that is none', async () => {
    const brought = join(place.folder, 'mine.pem');
    const pem = (kind: 'ed25519' | 'ed448') =>
      kind === 'ed25519'
        ? generateKeyPairSync(kind).privateKey.export({ format: 'pem', type: 'pkcs8' })
        : generateKeyPairSync('ed448').privateKey.export({ format: 'pem', type: 'pkcs8' });
    for (const wrong of ['nonsense', pem('ed448')]) {
      writeFileSync(brought, wrong, { mode: 0o600 });
      expect(await run('keys', 'rotate-signing', brought)).toBe(1);
      expect(complained.join()).toMatch(/does not hold an Ed25519 private key/);
    }
    writeFileSync(brought, pem('ed25519'), { mode: 0o600 });
    expect(await run('keys', 'rotate-signing', brought)).toBe(0);
    expect(await run('keys', 'rotate-signing', brought)).toBe(1);
    expect(complained).toEqual(['This key signs already.']);
    expect(await run('keys', 'rotate-signing', join(place.folder, 'none.pem'))).toBe(1);
    expect(await run('journal', 'verify')).toBe(0);
  });

  it('shows where the database was set back or rewritten with another key, until somebody accepts it', async () => {
    const beside = join(keysIn(place.folder), 'checkpoint.txt');
    const kept = readFileSync(beside, 'utf8');
    if (process.platform !== 'win32') expect(statSync(beside).mode & 0o777).toBe(0o600);
    expect(await run('journal', 'verify')).toBe(0);
    const { size } = readCheckpointText(readNote(kept).text);
    expect(said.join()).toContain(
      `It holds the checkpoint of ${size} entries kept beside the keys.`,
    );
    // As a journal that grew and was signed elsewhere would look: what is here is older, then another.
    const later = readNote(kept).text.replace(`\n${size}\n`, `\n${size + 1}\n`);
    const forged = signNote(later, 'localhost/journal', [SigningKey.in(keysIn(place.folder))]);
    writeFileSync(beside, forged, { mode: 0o600 });
    expect(await run('journal', 'verify')).toBe(1);
    expect(complained.join()).toContain('The journal has fewer');
    await opened(async (database, checkpoints) => {
      await note(database, 'after');
      await checkpoints.sign('day');
      expect(await checkpoints.beside.standing()).toEqual({ state: 'other', size: size + 1 });
      expect(readFileSync(beside, 'utf8')).toBe(forged);
      const accepted = await checkpoints.acceptAsItIs(system, 'Restored from a backup.');
      expect(accepted.size).toBe(size + 2);
      expect(readFileSync(beside, 'utf8')).toBe(accepted.note);
      await expect(checkpoints.acceptAsItIs(system, 'Again.')).rejects.toThrow('at one with');
      writeFileSync(beside, 'damaged');
      expect((await checkpoints.beside.standing()).state).toBe('unreadable');
    });
    expect(await run('journal', 'verify')).toBe(0);
  });
});
