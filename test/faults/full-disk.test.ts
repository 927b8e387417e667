import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyJournal } from '../../src/journal/index.js';
import { blobNames, newVendor, sendForm } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { migratedPlace } from '../support/place.js';

interface Told {
  id: string;
  detail: string;
  state: string;
  problem?: string;
}

/** All of the data, database and files, lies on a disk of 24 MB; only SQLite's writing differs from what others try. */
describe('a disk that is full of something else', () => {
  let folder: string;
  let mounted = false;
  let assay: TestAssay;
  let staff: Visitor;
  let vendorId: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-full-'));
    mounted = mount(folder);
    if (!mounted) return;
    const place = await migratedPlace();
    cpSync(place.folder, folder, { recursive: true });
    await place.remove();
    const onDisk = { folder, remove: async () => undefined };
    assay = await startAssay({ ASSAY_LOG_LEVEL: 'silent' }, { place: onDisk });
    staff = await assay.api();
    vendorId = await newVendor(staff);
  });
  afterEach(async () => {
    if (!mounted) return;
    await assay.close();
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const fill = (leaving = 0) => {
    const { bavail, bsize } = statfsSync(folder);
    const bytes = Math.max(0, bavail * bsize - leaving);
    for (let size = bytes; size > 0; size = leaving > 0 ? 0 : Math.floor(size / 2)) {
      try {
        writeFileSync(join(folder, `filler-${size}`), Buffer.alloc(size));
      } catch {
        // Whatever there was room for is there now.
      }
    }
  };
  const makeRoom = () => execFileSync('sh', ['-c', `rm -f ${folder}/filler-*`]);
  const counts = async () => {
    const [row] = await assay.database.sql<object[]>`
      SELECT (SELECT count(*) FROM vendor) AS vendors, (SELECT size FROM journal_head) AS entries,
        (SELECT count(*) FROM journal_checkpoint) AS checkpoints, (SELECT count(*) FROM inventory_import) AS imports,
        (SELECT count(*) FROM inventory) AS lists, (SELECT count(*) FROM tool_use) AS uses`;
    return row;
  };
  const sound = async () => {
    expect(await verifyJournal(assay.database)).toMatchObject({ problems: [] });
    const found = await assay.database.sql<{ integrity_check: string }[]>`PRAGMA integrity_check`;
    expect(found).toEqual([{ integrity_check: 'ok' }]);
  };
  const give = (components: number) => {
    const list = {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      components: Array.from({ length: components }, (_, at) => ({
        ...{ type: 'library', name: `part-${at}`, version: `1.0.${at}` },
        purl: `pkg:npm/part-${at}@1.0.${at}`,
      })),
    };
    const content = Buffer.from(JSON.stringify(list));
    const door = { assay, headers: staff.headers };
    const url = `/api/v1/vendors/${vendorId}/inventory-imports`;
    const file = { name: 'sbom.cdx.json', content };
    return sendForm<Told>(door, url, { describedOn: '2026-03-20' }, file);
  };

  it('is said in plain words, changes nothing, and is over once there is room [ASVS 16.5.3]', async () => {
    if (!mounted) {
      console.warn('Left out: a really full disk. It takes an account that may mount a tmpfs.');
      return;
    }
    await staff.post('/api/v1/journal/checkpoints');
    await newVendor(staff, 'Quill');
    const { headers } = await assay.browser();
    fill();
    let made = 0;
    let last = await staff.post<Told>('/api/v1/vendors', { name: 'A0', status: 'active' });
    for (; last.status === 201; made += 1) {
      last = await staff.post('/api/v1/vendors', { name: `A${made}`, status: 'active' });
    }
    const before = await counts();
    for (const refused of [
      last,
      await staff.post<Told>('/api/v1/vendors', { name: 'Last', status: 'active' }),
      await staff.post<Told>('/api/v1/journal/checkpoints'),
      await give(10),
    ]) {
      expect([refused.status, refused.body.detail]).toEqual([
        503,
        expect.stringContaining('space'),
      ]);
    }
    const zip = { name: 'd.zip', content: Buffer.alloc(100_000) };
    const handedIn = await sendForm({ assay, headers }, '/dossiers/check', {}, zip);
    expect([handedIn.status, handedIn.text]).toEqual([
      503,
      expect.stringContaining('too little space'),
    ]);
    expect(await counts()).toEqual(before);
    expect(await blobNames(assay)).toEqual([]);
    expect((await staff.get(`/api/v1/vendors/${vendorId}`)).status).toBe(200);
    await sound();

    makeRoom();
    expect((await staff.post('/api/v1/journal/checkpoints')).status).toBe(201);
    const { status, body } = await give(4_000);
    expect(status).toBe(201);
    fill(400_000);
    await assay.settle();
    const at = `/api/v1/inventory-imports/${body.id}`;
    expect((await staff.get<Told>(at)).body.state).toBe('reading');
    const [job] = (await staff.get<Told[]>('/api/v1/jobs?state=waiting')).body;
    expect(job?.problem).toContain('There is no space left for data.');
    expect(await counts()).toMatchObject({ lists: 0, uses: 0 });
    await sound();

    makeRoom();
    assay.clock.advance(5_000);
    await assay.settle();
    expect((await staff.get<Told>(at)).body.state).toBe('done');
    expect(await counts()).toMatchObject({ imports: 1, lists: 1, uses: 4_000 });
    await sound();
  });
});

function mount(place: string): boolean {
  if (process.env['TEST_DATABASE_URL']) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
