import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAssay } from '../../src/assay.js';
import { Journal } from '../../src/journal/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Database, sql } from '../../src/platform/database/index.js';
import { newVendor, sha256, textOf, upload } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { Child } from '../support/child.js';
import { freshPlace, type TestPlace } from '../support/place.js';
import { command, dataOf, environmentOf, factsOf, filesIn } from './backup-place.js';
import { give, hashOf, keysInto, manifestOf, newFolder } from './backup-place.js';

const cli = new URL('../../src/cli.ts', import.meta.url);

describe('the drill: backed up under load, destroyed, restored', () => {
  const outside = newFolder();
  const backup = join(outside.folder, 'monday');
  const kept = new Map<string, Buffer>();
  let assay: TestAssay;
  let staff: Visitor;
  let after: TestPlace;
  let written = 0;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    after = await freshPlace();
  });
  afterAll(async () => {
    outside.remove();
    await after.remove();
  });

  /** Vendors, evidence in one piece, and in parts that come and go, until `stopped`. */
  const load = async (stopped: () => boolean): Promise<void> => {
    const door = { assay, headers: staff.headers };
    for (let turn = 0; !stopped(); turn += 1) {
      const vendor = await newVendor(staff, `Vendor ${turn} of ${Math.random()}`);
      await give(assay, staff, vendor);
      const file = { name: 'parts.txt', content: textOf(150_000) };
      const id = await upload(door, `/api/v1/vendors/${vendor}`, file, 70_000);
      const done = await staff.post(`/api/v1/uploads/${id}/evidence`, { title: 'In parts' });
      expect(done.status).toBe(201);
      written += 1;
    }
  };

  it('is made by another process while this one writes, and says what it holds', async () => {
    const { data, environment } = dataOf(assay);
    const vendor = await newVendor(staff);
    for (const bytes of [10, 70_000, 300_000]) {
      const { id, content } = await give(assay, staff, vendor, bytes);
      kept.set(id, content);
    }
    mkdirSync(join(data, 'templates', 'reports', 'ours'), { recursive: true });
    cpSync('templates/reports/vendor-risk', join(data, 'templates', 'reports', 'ours'), {
      recursive: true,
    });
    let over = false;
    const working = Promise.all([load(() => over), load(() => over)]);
    const ended = await Child.start(cli, ['backup', backup], environment).ended;
    over = true;
    await working;
    expect(ended).toMatchObject({ code: 0, complaints: '' });
    expect(ended.lines.join('\n')).toContain(`The keys in ${join(data, 'keys')} are not in it`);
    expect(written).toBeGreaterThan(3);
    expect(readdirSync(outside.folder)).toEqual(['monday']);
    const facts = factsOf(backup);
    const { size } = await assay.app.get(Journal).head();
    expect(facts.journal.entries).toBeGreaterThan(10);
    expect(facts.journal.entries).toBeLessThan(size);
    expect(facts.files).toMatchObject({ missing: [], count: expect.any(Number) });
    expect(facts.tables['evidence_file']).toBeGreaterThanOrEqual(3);
  });

  it('[ASVS 13.3.1] holds neither the master key nor the one that signs, in any writing', () => {
    const keys = join(dataOf(assay).data, 'keys');
    const master = readFileSync(join(keys, 'master.key'));
    const pem = readFileSync(join(keys, 'signing.pem'), 'utf8');
    const secret = Buffer.from(pem.split('\n')[1] ?? '', 'base64').subarray(-32);
    expect(secret).toHaveLength(32);
    const planted = [master, secret].flatMap((key) => [
      key,
      ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(key.toString(form))),
    ]);
    const files = filesIn(backup);
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const content = readFileSync(join(backup, file));
      for (const key of planted) expect([file, content.includes(key)]).toEqual([file, false]);
    }
  });

  it('is verified from elsewhere with nothing but the keys', async () => {
    const { data, databaseUrl } = dataOf(assay);
    keysInto(data, after.folder);
    const found = await command(
      environmentOf(after.folder, databaseUrl),
      'backup',
      'verify',
      backup,
    );
    expect(found).toMatchObject({ code: 0, complained: '' });
    expect(found.said).toContain('files open with the master key');
    expect(found.said).toContain('It was signed with your key');
  });

  it('gives everything back once the data is destroyed: every hash, every count, the chain', async () => {
    const environment = environmentOf(after.folder, after.databaseUrl);
    await assay.close();
    const restored = await command(environment, 'restore', backup);
    expect(restored).toMatchObject({ code: 0, complained: '' });
    expect(restored.said).toContain('is the right one: the server can start');
    expect(existsSync(join(after.folder, 'restoring'))).toBe(false);
    for (const [path, hash] of manifestOf(backup)) {
      const own = ['backup.json', 'signer.pem', 'database.dump'].includes(path);
      if (!own) expect([path, hashOf(join(after.folder, path))]).toEqual([path, hash]);
    }
    expect((await command(environment, 'journal', 'verify')).code).toBe(0);
    const app = await createAssay(readConfig(environment));
    try {
      const { tables, journal } = factsOf(backup);
      const database = app.get(Database);
      const counts: Record<string, number> = {};
      for (const table of Object.keys(tables)) {
        const text = [`SELECT count(*) AS n FROM "${table}"`];
        const [row] = await database.sql<
          { n: number }[]
        >`${sql(Object.assign(text, { raw: text }))}`;
        counts[table] = row?.n ?? 0;
      }
      expect(counts).toEqual(tables);
      expect(await app.get(Journal).head()).toMatchObject({
        size: journal.entries,
        hash: journal.head,
      });
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      for (const [id, content] of kept) {
        const url = `/api/v1/evidence/${id}/file`;
        const file = await app.inject({ url, headers: staff.headers });
        expect([file.statusCode, sha256(file.rawPayload)]).toEqual([200, sha256(content)]);
      }
    } finally {
      await app.close();
    }
  });

  it('starts only once the keys are put back, where they were not there', async () => {
    const bare = await freshPlace();
    const environment = environmentOf(bare.folder, bare.databaseUrl);
    const start = async (): Promise<void> => {
      const config = readConfig({ ...environment, ASSAY_LOG_LEVEL: 'silent' });
      await (await createAssay(config)).close();
    };
    try {
      const restored = await command(environment, 'restore', backup);
      expect(restored).toMatchObject({ code: 0, complained: '' });
      expect(restored.said).toContain(
        `Put your copy of the keys into ${join(bare.folder, 'keys')}`,
      );
      await expect(start()).rejects.toThrow('master.key is missing');
      keysInto(after.folder, bare.folder);
      await start();
    } finally {
      await bare.remove();
    }
  });
});
