import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { holdFolder } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids.js';
import { keysIn, MasterKey, SigningKey } from '../../src/platform/keys/index.js';
import { newVendor } from '../evidence/files.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { freshPlace } from '../support/place.js';
import { command, dataOf, environmentOf, factsOf, filesIn, type Outcome } from './backup-place.js';
import { give, hashOf, keysInto, manifestOf, newFolder } from './backup-place.js';

const manifestFile = 'manifest-sha256.txt';

describe('a backup that is not as it was made', () => {
  const outside = newFolder();
  const whole = join(outside.folder, 'whole');
  const backup = join(outside.folder, 'tried');
  const data = join(outside.folder, 'data');
  let assay: TestAssay;
  let database: string;

  beforeAll(async () => {
    assay = await startAssay();
    const staff = await assay.api();
    const vendor = await newVendor(staff);
    for (const bytes of [10, 70_000]) await give(assay, staff, vendor, bytes);
    const place = dataOf(assay);
    expect((await command(place.environment, 'backup', whole)).code).toBe(0);
    keysInto(place.data, data);
    database = factsOf(whole).database;
  });
  afterAll(async () => {
    await assay.close();
    outside.remove();
  });
  beforeEach(() => {
    rmSync(backup, { recursive: true, force: true });
    cpSync(whole, backup, { recursive: true });
  });

  const verify = (): Promise<Outcome> => command(environmentOf(data), 'backup', 'verify', backup);
  const expectFound = async (...told: string[]): Promise<void> => {
    const { code, said, complained } = await verify();
    expect([code, said]).toEqual([1, '']);
    for (const text of told) expect(complained).toContain(text);
    const restored = await command(environmentOf(join(outside.folder, 'no')), 'restore', backup);
    expect([restored.code, restored.said]).toEqual([1, '']);
  };
  const flip = (file: string, at: number): void => {
    const bytes = readFileSync(file);
    bytes[at % bytes.length]! ^= 1;
    writeFileSync(file, bytes);
  };

  it('is told from one that is', async () => {
    expect(await verify()).toMatchObject({ code: 0, complained: '' });
  });

  it('is found by one bit of any file in it', async () => {
    for (const path of filesIn(whole)) {
      const bytes = readFileSync(join(whole, path)).length;
      for (const at of [0, Math.floor(bytes / 2), bytes - 1]) {
        flip(join(backup, path), at);
        const { code, said } = await verify();
        expect([path, at, code, said]).toEqual([path, at, 1, '']);
        cpSync(join(whole, path), join(backup, path));
      }
    }
    expect((await verify()).code).toBe(0);
  });

  it('is found by a file that is cut off', async () => {
    for (const path of filesIn(whole)) {
      truncateSync(join(backup, path), readFileSync(join(whole, path)).length - 1);
      await expectFound();
      truncateSync(join(backup, path), 0);
      await expectFound();
      cpSync(join(whole, path), join(backup, path));
    }
  });

  it('is found by a missing file', async () => {
    for (const path of filesIn(whole)) {
      rmSync(join(backup, path));
      if (path === manifestFile) await expectFound('it is no backup, or one that was broken off');
      else await expectFound(path.endsWith('.sig') ? 'signature' : `${path} is missing.`);
      cpSync(join(whole, path), join(backup, path));
    }
  });

  it('is found by a file that was added, and by a link in the place of one', async () => {
    writeFileSync(join(backup, `${database}-journal`), 'hot');
    await expectFound(`${database}-journal was added.`);
    rmSync(join(backup, `${database}-journal`));
    const [blob = ''] = filesIn(whole).filter((path) => path.startsWith('blobs/'));
    rmSync(join(backup, blob));
    symlinkSync(join(whole, blob), join(backup, blob));
    await expectFound(`${blob} is a link`, `${blob} is missing.`);
  });

  it('is found by two files that changed places', async () => {
    const [one = '', other = ''] = filesIn(whole).filter((path) => path.startsWith('blobs/'));
    renameSync(join(backup, one), join(backup, 'between'));
    renameSync(join(backup, other), join(backup, one));
    renameSync(join(backup, 'between'), join(backup, other));
    await expectFound(`${one} was changed.`, `${other} was changed.`);
  });

  /** As somebody would who can write to all of it and has no key: the manifest fits again. */
  const rewriteManifest = (manifest: [string, string][]): void => {
    const lines = manifest.map(([path, hash]) => `${hash}  ${path}\n`);
    writeFileSync(join(backup, manifestFile), lines.join(''));
  };
  const hashedAgain = (): [string, string][] =>
    manifestOf(whole).map(([path]) => [path, hashOf(join(backup, path))]);
  const unsigned = (): void => {
    rmSync(join(backup, `${manifestFile}.sig`), { force: true });
    rmSync(join(backup, 'signer.pem'), { force: true });
    rewriteManifest(
      manifestOf(whole)
        .filter(([path]) => path !== 'signer.pem')
        .map(([path]) => [path, hashOf(join(backup, path))]),
    );
  };

  it('is found by its signature where the manifest was written again', async () => {
    flip(join(backup, database), 50_000);
    rewriteManifest(hashedAgain());
    await expectFound(`${manifestFile}.sig is not the signature of this manifest.`);
  });

  it('leads nowhere else by the names in its manifest', async () => {
    for (const path of ['../../etc/passwd', '/etc/passwd', 'blobs/../x', 'keys/master.key']) {
      rewriteManifest([...manifestOf(whole), [path, '0'.repeat(64)]]);
      await expectFound('has a line that is none of a backup');
    }
  });

  const changeDatabase = (change: string, trigger: string): void => {
    const file = new Sqlite(join(backup, database));
    file.exec(`DROP TRIGGER IF EXISTS ${trigger}`);
    file.pragma('foreign_keys = OFF');
    file.exec(change);
    file.close();
    unsigned();
  };
  /** What is in a dump shows only when it is restored. */
  const inAFile = process.env['TEST_DATABASE_URL'] ? it.skip : it;

  inAFile('is found by its journal where all else was made to fit, signature gone', async () => {
    changeDatabase(
      `UPDATE journal_entry SET actor_id = 'nobody' WHERE seq = 2`,
      'journal_entry_refuses_update',
    );
    await expectFound('Entry 2 was changed.');
  });

  inAFile('is found by its counts, and by rows that name nothing', async () => {
    changeDatabase('DELETE FROM vendor', 'none');
    await expectFound('vendor has 0 rows, not 1.', 'name none of vendor');
  });

  inAFile('is found by a file that its database names and that is not in it', async () => {
    changeDatabase(`UPDATE evidence_file SET blob = '${newId()}' WHERE bytes = 10`, 'none');
    await expectFound('which is not in the backup');
  });

  inAFile('is found by a database that is damaged though its hash fits', async () => {
    const file = join(backup, database);
    const bytes = readFileSync(file);
    bytes.fill(0xaa, 40_960, bytes.length - 40_960);
    writeFileSync(file, bytes);
    unsigned();
    await expectFound();
    writeFileSync(file, 'no database at all, and not of a length of one either');
    unsigned();
    await expectFound('is not a database');
  });

  it('is found by having no signature, or that of a key that is not ours', async () => {
    const [{ fingerprint }, other] = [SigningKey.in(keysIn(data)), join(outside.folder, 'other')];
    MasterKey.in(keysIn(other), true);
    const stranger = SigningKey.in(keysIn(other));
    writeFileSync(join(backup, 'signer.pem'), stranger.publicPem);
    rewriteManifest(hashedAgain());
    const manifest = readFileSync(join(backup, manifestFile));
    writeFileSync(join(backup, `${manifestFile}.sig`), stranger.sign(manifest));
    const signed = await verify();
    expect(signed.code).toBe(1);
    expect(signed.complained).toContain(`${stranger.fingerprint}, not with ${fingerprint}.`);
    const named = (by: string) =>
      command(environmentOf(data), 'backup', 'verify', backup, by).then(({ code }) => code);
    expect([await named(stranger.fingerprint), await named(fingerprint)]).toEqual([0, 1]);
    unsigned();
    const { code, complained } = await verify();
    expect([code, complained]).toEqual([1, expect.stringContaining('It is not signed')]);
  });

  it('says what it could not check without the key, or with another', async () => {
    const none = join(outside.folder, 'none');
    mkdirSync(none);
    const without = await command(environmentOf(none), 'backup', 'verify', backup);
    expect(without).toMatchObject({ code: 0, complained: '' });
    expect(without.said).toContain(`open. There is no master key in ${keysIn(none)}.`);
    expect(without.said).toContain('compare it with yours');
    const other = join(outside.folder, 'another');
    MasterKey.in(keysIn(other), true);
    const strange = await command(environmentOf(other), 'backup', 'verify', backup);
    expect(strange).toMatchObject({ code: 0, complained: '' });
    expect(strange.said).toContain('They need the master key');
    const { databaseUrl } = dataOf(assay);
    const restored = await command(environmentOf(other, databaseUrl), 'restore', backup);
    expect(restored.code).toBe(1);
    expect(restored.complained).toContain('Put the right one there');
  });

  it('names the files that its key does not open, which were damaged before it was made', async () => {
    const place = dataOf(assay);
    const [path = ''] = filesIn(whole).filter((one) => one.startsWith('blobs/'));
    flip(join(place.data, path), 300);
    const damaged = join(outside.folder, 'damaged');
    expect((await command(place.environment, 'backup', damaged)).code).toBe(0);
    const { code, complained } = await command(environmentOf(data), 'backup', 'verify', damaged);
    expect([code, complained]).toEqual([1, expect.stringContaining(path.slice(9))]);
    flip(join(place.data, path), 300);
  });

  it('says at once which files were missing when it was made, and is whole without them', async () => {
    const place = dataOf(assay);
    const [path = ''] = filesIn(whole).filter((one) => one.startsWith('blobs/'));
    const name = path.slice(9);
    renameSync(join(place.data, path), join(outside.folder, name));
    const lacking = join(outside.folder, 'lacking');
    const made = await command(place.environment, 'backup', lacking);
    renameSync(join(outside.folder, name), join(place.data, path));
    expect([made.code, made.complained]).toEqual([1, expect.stringContaining(name)]);
    expect(factsOf(lacking).files.missing).toEqual([name]);
    const { code, said } = await command(environmentOf(data), 'backup', 'verify', lacking);
    expect([code, said]).toEqual([0, expect.stringContaining('1 files were missing already')]);
  });

  it('is not made where that could not end well', async () => {
    const place = dataOf(assay);
    const refusal = async (folder: string, environment = place.environment): Promise<string> => {
      const { code, said, complained } = await command(environment, 'backup', folder);
      expect([code, said]).toEqual([1, '']);
      return complained;
    };
    expect(await refusal(join(place.data, 'copy'))).toContain('lies within the data');
    expect(await refusal(place.data)).toContain('lies within the data');
    expect(await refusal(whole)).toContain('is there already');
    expect(await refusal(join(outside.folder, 'no', 'where'))).toContain('There is no folder');
    const empty = join(outside.folder, 'empty');
    mkdirSync(empty);
    if (!place.databaseUrl) {
      const nothing = environmentOf(join(outside.folder, 'unborn'));
      expect(await refusal(empty, nothing)).toContain('There is no data');
    }
    mkdirSync(`${empty}.partial`);
    const letGo = holdFolder(`${empty}.partial`);
    expect(await refusal(empty)).toContain('Another backup is being made in');
    letGo();
    writeFileSync(join(`${empty}.partial`, 'mine'), '');
    expect(await refusal(empty)).toContain('is in the way');
    rmSync(join(`${empty}.partial`, 'mine'));
    const older = join(outside.folder, 'older.partial');
    cpSync(`${empty}.partial`, older, { recursive: true });
    cpSync(whole, older, { recursive: true });
    writeFileSync(join(outside.folder, 'mine.partial'), '');
    expect((await command(place.environment, 'backup', empty)).code).toBe(0);
    const left = readdirSync(outside.folder).filter((name) => name.endsWith('.partial'));
    expect(left).toEqual(['mine.partial']);
  });

  inAFile('is taken back from an older version, and from a newer one only by that', async () => {
    const at = (name: string, change: string, count: number): Promise<Outcome> => {
      const facts = factsOf(whole);
      Object.assign(facts, { migration: name }, { tables: { ...facts.tables, migration: count } });
      writeFileSync(join(backup, 'backup.json'), JSON.stringify(facts));
      changeDatabase(change, 'none');
      return command(environmentOf(join(outside.folder, name)), 'restore', backup);
    };
    const names = migrations.map(({ name }) => name);
    const before = names.at(-2) ?? '';
    const older = await at(
      before,
      `DELETE FROM migration WHERE name = '${names.at(-1)}'`,
      names.length - 1,
    );
    expect(older).toMatchObject({ code: 0, complained: '' });
    const newer = await at(
      'Later9',
      `UPDATE migration SET name = 'Later9' WHERE name = '${before}'`,
      names.length - 1,
    );
    expect([newer.code, newer.complained]).toEqual([
      1,
      expect.stringContaining('install that version or newer'),
    ]);
  });

  it('is not restored into what is not empty, nor beside a running server', async () => {
    const place = dataOf(assay);
    const running = await command(place.environment, 'restore', whole);
    expect([running.code, running.complained]).toEqual([1, expect.stringMatching(/running|lock/)]);
    const full = join(outside.folder, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine'), '');
    const other = await freshPlace();
    const refused = await command(environmentOf(full, other.databaseUrl), 'restore', whole);
    await other.remove();
    expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining('not empty')]);
    expect(filesIn(full)).toContain('mine');
  });
});
