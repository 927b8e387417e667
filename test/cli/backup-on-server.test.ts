import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newVendor } from '../evidence/files.js';
import { startAssay, type TestAssay } from '../support/app.js';
import { freshPlace } from '../support/place.js';
import { command, dataOf, environmentOf, factsOf, give, newFolder } from './backup-place.js';

/** Where the database is a file, none of this is asked. */
const onServer = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

onServer('a backup of a database on a server', () => {
  const outside = newFolder();
  const backup = join(outside.folder, 'backup');
  const { PATH } = process.env;
  let assay: TestAssay;

  beforeAll(async () => {
    assay = await startAssay();
    const staff = await assay.api();
    await give(assay, staff, await newVendor(staff));
    expect((await command(dataOf(assay).environment, 'backup', backup)).code).toBe(0);
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
  });
  afterAll(async () => {
    await assay.close();
    outside.remove();
  });

  it('holds a dump, and says in its own words what is wrong with it', async () => {
    expect(factsOf(backup).database).toBe('database.dump');
    const found = await command(dataOf(assay).environment, 'backup', 'verify', backup);
    expect(found).toMatchObject({ code: 0, complained: '' });
    expect(found.said).toContain('Not checked: a dump of a database server is looked into');
  });

  it('is refused, and leaves nothing, where there is no pg_dump', async () => {
    process.env['PATH'] = outside.folder;
    const { environment } = dataOf(assay);
    const made = await command(environment, 'backup', join(outside.folder, 'none'));
    expect([made.code, made.complained]).toEqual([
      1,
      expect.stringMatching(/^pg_dump is not on the PATH\. Install the client tools/),
    ]);
    expect(readdirSync(outside.folder)).toEqual(['backup']);
    const verified = await command(environment, 'backup', 'verify', backup);
    expect([verified.code, verified.said]).toEqual([
      0,
      expect.stringContaining('Not checked: pg_restore is not on the PATH'),
    ]);
  });

  it('[ASVS 13.3.1] gives the password to pg_dump where no other account can read it', async () => {
    const tools = join(outside.folder, 'tools');
    mkdirSync(tools);
    const seen = join(tools, 'seen');
    const script = `#!/bin/sh\necho "$*" > ${seen}\necho "$PGPASSWORD" >> ${seen}\necho no >&2\nexit 3\n`;
    writeFileSync(join(tools, 'pg_dump'), script, { mode: 0o755 });
    process.env['PATH'] = tools;
    const { data, databaseUrl = '' } = dataOf(assay);
    const url = new URL(databaseUrl);
    url.password = 'quiet%20river';
    const to = join(outside.folder, 'none');
    const made = await command(environmentOf(data, url.href), 'backup', to);
    expect(made).toMatchObject({ code: 1, complained: 'pg_dump did not do it (3). no' });
    const [args = '', password] = readFileSync(seen, 'utf8').split('\n');
    expect(password).toBe('quiet river');
    expect(args).toContain(url.pathname);
    expect(args).not.toContain('quiet');
  });

  it('goes into an empty database only, and finds one that has it already', async () => {
    const place = await freshPlace();
    const environment = environmentOf(place.folder, place.databaseUrl);
    try {
      expect((await command(environment, 'restore', backup)).code).toBe(0);
      const again = environmentOf(join(outside.folder, 'again'), place.databaseUrl);
      expect((await command(again, 'restore', backup)).code).toBe(0);
      const elsewhere = environmentOf(join(outside.folder, 'file'));
      const asFile = await command(elsewhere, 'restore', backup);
      expect(asFile.complained).toContain('name a new, empty database in ASSAY_DATABASE_URL');
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: place.databaseUrl });
      await client.connect();
      await client.query('CREATE TABLE something_else (id integer)');
      await client.end();
      const other = environmentOf(join(outside.folder, 'other'), place.databaseUrl);
      const refused = await command(other, 'restore', backup);
      expect([refused.code, refused.complained]).toEqual([
        1,
        'The database is not empty. Name a new one in ASSAY_DATABASE_URL.',
      ]);
      expect(readdirSync(join(outside.folder, 'other'))).not.toContain('blobs');
    } finally {
      await place.remove();
    }
  });
});
