import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, fetched, unpacked, verified } from '../dossiers/examples.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import {
  blobNames,
  newVendor,
  sendForm,
  sendPart,
  sha256,
  textOf,
  type Progress,
} from './files.js';

const megabyte = 1024 * 1024;

/** The blobs lie on a disk of 4 MB; the database does not, so that what is asked is whether anything is half done. */
describe('a full disk', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let base: string;
  let disk: string;
  let mounted: boolean;

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-full-'));
    assay = await startAssay({ ASSAY_DATA: folder });
    disk = join(folder, 'blobs');
    mounted = mount(disk);
    mkdirSync(join(disk, 'incoming'), { recursive: true });
    staff = await assay.api();
    base = `/api/v1/vendors/${await newVendor(staff)}`;
  });
  afterEach(async () => {
    await assay.close();
    if (mounted) execFileSync('umount', [disk]);
    rmSync(join(disk, '..'), { recursive: true, force: true });
  });

  const rows = async () => {
    const [counts] = await assay.database.sql<object[]>`
      SELECT (SELECT count(*) FROM evidence) AS evidence, (SELECT count(*) FROM evidence_file) AS files,
        (SELECT count(*) FROM evidence_revision) AS revisions, (SELECT count(*) FROM upload_part) AS parts`;
    return counts;
  };

  it('is said with 503, leaves nothing half done, and an upload goes on once there is room [ASVS 16.5.3]', async () => {
    if (!mounted) {
      console.warn('Left out: a really full disk. It takes an account that may mount a tmpfs.');
      return;
    }
    const door = { assay, headers: staff.headers };
    const empty = await rows();
    const large = { name: 'a.txt', content: textOf(5 * megabyte) };
    const form = await sendForm<Progress>(door, `${base}/evidence`, { title: 'Large' }, large);
    expect([form.status, form.body.detail]).toEqual([
      503,
      expect.stringContaining('no space left'),
    ]);
    expect([await rows(), await blobNames(assay)]).toEqual([empty, []]);

    const content = textOf(2.5 * megabyte);
    const facts = { name: 'b.txt', bytes: content.length, sha256: sha256(content) };
    const { body: begun } = await staff.post<Progress>(`${base}/uploads`, facts);
    const at = `/api/v1/uploads/${begun.id}`;
    const first = await sendPart(door, `${at}/parts`, 0, content);
    expect([first.status, first.body.received]).toEqual([200, content.length]);
    const finish = () => staff.post<{ id: string }>(`${at}/evidence`, { title: 'In parts' });
    expect((await finish()).status).toBe(503);
    expect(await rows()).toMatchObject({ evidence: 0, files: 0, parts: 1 });
    expect(await blobNames(assay)).toHaveLength(1);
    execFileSync('mount', ['-o', 'remount,size=12m', disk]);
    const made = await finish();
    expect(made.status).toBe(201);
    const file = await staff.get(`/api/v1/evidence/${made.body.id}/file`);
    expect(sha256(file.bytes)).toBe(sha256(content));
    expect(await blobNames(assay)).toHaveLength(1);
  });

  it('ends a dossier with a sentence, leaves none of it behind, and builds it once there is room', async () => {
    if (!mounted) return;
    const door = { assay, headers: staff.headers };
    const file = { name: 'a.txt', content: textOf(2.5 * megabyte) };
    await sendForm(door, `${base}/evidence`, { title: 'Large' }, file);
    await assay.settle();
    const before = await blobNames(assay);
    const ordered = () =>
      build(assay, staff, `${base}/dossiers`, { from: '2026-01-01', to: '2026-12-31' });
    expect(await ordered()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('no space left'),
    });
    expect(await blobNames(assay)).toEqual(before);
    expect(readdirSync(join(disk, 'incoming'))).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=12m', disk]);
    const dossier = await ordered();
    expect(dossier).toMatchObject({ state: 'ready', lacking: [] });
    expect((await verified(await unpacked(await fetched(staff, dossier)))).problems).toEqual([]);
  });
});

function mount(place: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
