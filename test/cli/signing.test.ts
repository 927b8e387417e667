import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    expect(complained.join()).toContain('The checkpoint was altered after it was signed');
    const stranger = SigningKey.in(join(place.folder, 'strangers'));
    const { text } = readNote(readFileSync(kept, 'utf8'));
    writeFileSync(forged, signNote(text, 'localhost/journal', [stranger]));
    expect(await run('journal', 'verify', '--against', forged)).toBe(1);
    expect(complained.join()).toContain('No key that this journal knows signed the checkpoint:');
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
      `The journal holds the checkpoint of ${size} entries kept beside the keys.`,
    );
    // As a journal that grew and was signed elsewhere would look: what is here is older, then another.
    const later = readNote(kept).text.replace(`\n${size}\n`, `\n${size + 1}\n`);
    const forged = signNote(later, 'localhost/journal', [SigningKey.in(keysIn(place.folder))]);
    writeFileSync(beside, forged, { mode: 0o600 });
    expect(await run('journal', 'verify')).toBe(1);
    expect(complained.join()).toContain('The journal has fewer');
    expect(complained.join()).toContain('npm run assay -- journal accept --reason');
    expect(complained.join()).not.toContain('No key that this journal knows');
    expect(await run('journal', 'accept', '--reason', ' ')).toBe(1);
    expect(complained).toEqual(['The reason is empty.']);
    expect(await run('journal', 'accept', '--reason', 'a\x1b[31mb')).toBe(1);
    await opened(async (database, checkpoints) => {
      await note(database, 'after');
      await checkpoints.sign('day');
      expect(await checkpoints.beside.standing()).toMatchObject({
        state: 'other',
        size: size + 1,
      });
      expect(readFileSync(beside, 'utf8')).toBe(forged);
    });
    expect(await run('journal', 'accept', '--reason', 'Restored\nfrom a backup.')).toBe(0);
    expect(said.join()).toContain(`Its checkpoint of ${size + 2} entries`);
    expect(readCheckpointText(readNote(readFileSync(beside, 'utf8')).text).size).toBe(size + 2);
    expect(await run('journal', 'accept', '--reason', 'Again.')).toBe(1);
    expect(complained.join()).toContain('There is nothing to accept. The journal holds');
    expect(await run('journal', 'verify')).toBe(0);
    const told = `of ${size + 1} entries, did not fit. Others signed before need not fit either. Reason: Restored from a backup.`;
    expect(said.join()).toContain(told);
    // Somebody outside who kept what was lost learns why it does not fit.
    const witness = join(place.folder, 'kept-outside.txt');
    writeFileSync(
      witness,
      signNote(later, 'localhost/journal', [SigningKey.in(keysIn(place.folder))]),
    );
    expect(await run('journal', 'verify', '--against', witness)).toBe(1);
    expect(complained.join()).toMatch(/or an older backup was restored.*Reason: Restored/);
  });

  it('goes on where the checkpoint beside the keys is damaged, cut off or gone, or cannot take another’s place', async () => {
    const beside = join(keysIn(place.folder), 'checkpoint.txt');
    const whole = readFileSync(beside);
    for (const damaged of [Buffer.from('damaged'), whole.subarray(0, 20), Buffer.alloc(0)]) {
      writeFileSync(beside, damaged);
      expect(await run('journal', 'verify')).toBe(0);
      expect(said.join()).toContain('cannot be read; the next one takes its place');
      expect(await run('journal', 'accept', '--reason', 'Damaged.')).toBe(1);
    }
    await opened((_, checkpoints) => checkpoints.sign('day'));
    expect(readFileSync(beside)).toEqual(whole);
    rmSync(beside);
    expect(await run('journal', 'accept', '--reason', 'Gone.')).toBe(1);
    expect(complained.join()).toContain('No checkpoint is kept beside the keys yet.');
    await opened((_, checkpoints) => checkpoints.sign('day'));
    expect(readFileSync(beside)).toEqual(whole);
    writeFileSync(beside, whole.toString().replace(/\n\d+\n/, '\n999\n'));
    // In the way of what is written first.
    mkdirSync(join(`${beside}.new`, 'in-the-way'), { recursive: true });
    expect(await run('journal', 'accept', '--reason', 'Cannot be written.')).toBe(1);
    expect(complained.join()).toContain('Make its folder writable and accept the journal again');
    rmSync(`${beside}.new`, { recursive: true });
    expect(await run('journal', 'verify')).toBe(1);
    expect(complained.join()).toContain(
      'No key that this journal knows signed that checkpoint as it reads now: it was altered',
    );
    expect(await run('journal', 'accept', '--reason', 'Can be written.')).toBe(0);
    expect(await run('journal', 'verify')).toBe(0);
  });
});
