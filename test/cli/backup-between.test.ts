import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CopiedFiles } from '../../src/cli/backup/copied-files.js';
import { Blobs, DiskFolder } from '../../src/platform/storage/index.js';
import { blobNames, newVendor, textOf, upload } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { command, dataOf, environmentOf, factsOf, give, newFolder } from './backup-place.js';

const onFile = process.env['TEST_DATABASE_URL'] ? describe.skip : describe;

/** The moments between its steps, each met for sure: the drill meets them by chance. */
onFile('what comes and goes while a backup is made', () => {
  const outside = newFolder();
  const backup = join(outside.folder, 'backup');
  const { names } = DiskFolder.prototype;
  const { backup: copy } = Sqlite.prototype;
  const { meet } = CopiedFiles.prototype;
  let assay: TestAssay;
  let staff: Visitor;
  let vendor: string;

  beforeAll(async () => {
    assay = await startAssay();
    staff = await assay.api();
    vendor = await newVendor(staff);
  });
  afterAll(async () => {
    DiskFolder.prototype.names = names;
    Sqlite.prototype.backup = copy;
    CopiedFiles.prototype.meet = meet;
    await assay.close();
    outside.remove();
  });

  const blobOf = async (id: string): Promise<string> => {
    const [row] = await assay.database.sql<{ blob: string }[]>`
      SELECT f.blob FROM evidence_revision r JOIN evidence_file f ON f.id = r.file_id
      WHERE r.evidence_id = ${id}`;
    return `blobs/${row?.blob.slice(-2)}/${row?.blob}`;
  };

  it('is in it as the copied database has it', async () => {
    const { data, environment } = dataOf(assay);
    const there = await blobOf((await give(assay, staff, vendor)).id);
    const { name: unnamed } = await assay.app.get(Blobs).put(Buffer.from('of a broken-off upload'));
    let before = '';
    let after = '';
    let inParts = '';
    const door = { assay, headers: staff.headers };
    const file = { name: 'parts.txt', content: textOf(90_000) };
    DiskFolder.prototype.names = async function* (this: DiskFolder) {
      DiskFolder.prototype.names = names;
      yield* names.call(this);
      // The files are listed, and the database is not copied yet.
      before = await blobOf((await give(assay, staff, vendor)).id);
      inParts = await upload(door, `/api/v1/vendors/${vendor}`, file);
    };
    let moments = 0;
    CopiedFiles.prototype.meet = async function (named) {
      moments += 1;
      // A moment is held that names the parts of a file, and they are gone before anybody copied them.
      const url = `/api/v1/uploads/${inParts}/evidence`;
      if (moments === 1) {
        expect((await staff.post(url, { title: 'In parts' })).status).toBe(201);
        await blobNames(assay);
      }
      return meet.call(this, named);
    };
    Sqlite.prototype.backup = async function (file, options) {
      // The moment is held. What is purged now was copied before, and what is given now is not named.
      rmSync(join(data, there));
      after = await blobOf((await give(assay, staff, vendor)).id);
      return copy.call(this, file, options);
    };
    const made = await command(environment, 'backup', backup);
    expect(made).toMatchObject({ code: 0, complained: '' });
    const has = (path: string): boolean => existsSync(join(backup, path));
    expect(moments).toBe(2);
    expect([there, before, after].map(has)).toEqual([true, true, false]);
    expect(has(`blobs/${unnamed.slice(-2)}/${unnamed}`)).toBe(false);
    expect(factsOf(backup).tables['evidence']).toBe(3);
    expect(factsOf(backup).files).toMatchObject({ count: 3, missing: [] });
    const none = environmentOf(join(outside.folder, 'none'));
    expect((await command(none, 'backup', 'verify', backup)).code).toBe(0);
  });
});
