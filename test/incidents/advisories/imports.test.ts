import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { ImportView } from '../../../src/incidents/index.js';
import { Fetching } from '../../../src/incidents/advisories/imports/fetching.service.js';
import { WatchedFolder } from '../../../src/incidents/advisories/imports/watched-folder.service.js';
import { readAdvisories } from '../../../src/incidents/advisories/reading/index.js';
import { zipRecords } from '../../../src/incidents/advisories/imports/zip-records.js';
import { sendForm } from '../../evidence/files.js';
import { answering, Canary } from '../../platform/outbound/canary.js';
import { startAssay, type TestAssay, type Visitor } from '../../support/app.js';
import { haveRealFiles, malware, osv, realFile } from './records.js';

const zipOf = async (files: Record<string, string | Buffer>): Promise<Buffer> => {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
};
/** The same archive under other names, which the writer would refuse. */
const renamed = (zip: Buffer, from: string, to: string): Buffer =>
  Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

describe('advisories that are imported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-watched-'));
  let feed: Canary;
  let served = '';
  let status = '200 OK';
  let given = '';
  let assay: TestAssay;
  let analyst: Visitor;

  beforeAll(async () => {
    feed = await Canary.start({}, (socket) => answering(status, given, served)(socket));
    assay = await startAssay({
      ASSAY_ADVISORY_FOLDER: folder,
      ASSAY_ADVISORY_URL: `http://127.0.0.1:${feed.port}/all.json`,
      ASSAY_OUTBOUND_HOSTS: `127.0.0.1:${feed.port}`,
      ASSAY_UPLOAD_MB: '2',
    });
    analyst = await assay.api('analyst');
  });
  afterAll(async () => {
    await assay.close();
    await feed.stop();
    rmSync(folder, { recursive: true });
  });

  const paste = (text: string) =>
    analyst.post<ImportView & { fields: Record<string, string> }>('/api/v1/advisory-imports', {
      text,
    });
  const send = (name: string, content: Buffer) =>
    sendForm<ImportView & { fields: Record<string, string> }>(
      { assay, headers: analyst.headers },
      '/api/v1/advisory-imports/files',
      {},
      { name, content },
    );
  const newest = async (): Promise<ImportView[]> =>
    (await analyst.get<ImportView[]>('/api/v1/advisory-imports')).body;
  const numbers = ({ added, changed, same, leftOutCount }: ImportView) => [
    added,
    changed,
    same,
    leftOutCount,
  ];

  it('by paste are counted, and what was left out is told with its place', async () => {
    const records = [osv({ id: 'P-1' }), osv({ id: 'P-2', modified: 'x' }), osv({ id: 'P-3' })];
    const first = await paste(JSON.stringify(records));
    expect([first.status, first.body.state, ...numbers(first.body)]).toEqual([
      201,
      'done',
      2,
      0,
      0,
      1,
    ]);
    expect(first.body.leftOut).toEqual([
      {
        where: 'The text, record 2 (P-2)',
        why: 'modified is x, not a moment like 2026-03-24T15:35:32Z.',
      },
    ]);
    const second = await paste(
      JSON.stringify([{ ...records[0], modified: '2027-01-01T00:00:00Z' }, records[2]]),
    );
    expect(numbers(second.body)).toEqual([0, 1, 1, 0]);
    const older = await paste(JSON.stringify(records[0]));
    expect([older.body.state, older.body.leftOut[0]?.why]).toEqual([
      'done',
      'P-1 is here in a later text (modified 2027-01-01T00:00:00.000Z); this one is of 2026-03-24T12:00:00.000Z and was not taken over.',
    ]);
    const { body } = await analyst.get<ImportView>(`/api/v1/advisory-imports/${first.body.id}`);
    expect(body).toEqual(first.body);
  });

  it.each([
    [
      '{"id":"x",}',
      'cannot be read. It is not JSON as it should be: line 1, a key in quotes is missing',
    ],
    ['{"id":"x"}', 'cannot be read. modified is missing'],
    ['[]', 'cannot be read. There is no record in it'],
  ])('by paste are refused as a whole where nothing can be taken: %s', async (text, why) => {
    const before = (await newest()).length;
    const { status, body } = await paste(text);
    expect([status, body.fields]).toEqual([422, { text: why }]);
    expect(await newest()).toHaveLength(before);
  });

  it('from a ZIP file are taken one by one, whatever else is in it', async () => {
    const good = (id: string) => JSON.stringify(osv({ id }));
    const zip = renamed(
      await zipOf({
        'a/Z-1.json': good('Z-1'),
        'a/Z-2.yaml': 'id: Z-2\nmodified: 2026-03-24T12:00:00Z\n',
        'XXX/evil.json': good('Z-evil'),
        'notes.txt': 'x',
        'broken.json': '{',
        'latin.json': Buffer.from([0x7b, 0xff]),
        'inner.zip': await zipOf({ 'Z-3.json': good('Z-3') }),
        'large.json': ' '.repeat(4_000_001),
        'a/Z-4.json': good('Z-4'),
      }),
      'XXX/evil',
      '../evil!',
    );
    const { body } = await send('all.zip', zip);
    expect([body.state, body.sourceName, ...numbers(body)]).toEqual([
      'done',
      'all.zip',
      3,
      0,
      0,
      6,
    ]);
    expect(body.leftOut).toEqual([
      { where: 'all.zip/../evil!.json', why: 'Its name leads out of the archive.' },
      { where: 'all.zip/notes.txt', why: 'It is neither JSON nor YAML by its ending.' },
      {
        where: 'all.zip/broken.json',
        why: 'It is not JSON as it should be: line 1, a key in quotes is missing.',
      },
      { where: 'all.zip/latin.json', why: 'It is not text in UTF-8.' },
      { where: 'all.zip/inner.zip', why: 'It is neither JSON nor YAML by its ending.' },
      { where: 'all.zip/large.json', why: 'It is larger than 4000000 bytes.' },
    ]);
    expect(numbers((await send('again.zip', zip)).body)).toEqual([0, 0, 3, 6]);
  });

  it('in a file that is nothing of the kind, or too large, are refused', async () => {
    const zip = await zipOf({ 'a.json': '{}' });
    const cases: [string, Buffer, string][] = [
      ['a.zip', zip.subarray(0, 60), 'cannot be read. It is not a ZIP file as it should be'],
      [
        'a.json',
        Buffer.from('{'),
        'cannot be read. It is not JSON as it should be: line 1, a key in quotes is missing',
      ],
      ['a.json', Buffer.from([0xff, 0xfe]), 'cannot be read. It is not text in UTF-8'],
      [
        'a.json',
        Buffer.alloc(3 * 1024 * 1024, 0x20),
        'is larger than 2 MB, the most that is taken here',
      ],
    ];
    for (const [name, content, why] of cases) {
      const { status, body } = await send(name, content);
      expect([status, body.fields]).toEqual([422, { file: why }]);
    }
  });

  it('from a bomb unpack no more than the limit', async () => {
    const path = join(folder, 'bomb');
    writeFileSync(
      path,
      await zipOf({
        'a.json': JSON.stringify(osv({ id: 'B-1' })),
        'b.json': ' '.repeat(900),
        'c.json': '{}',
      }),
    );
    const read = async (limits: { entries: number; each: number; all: number }) => {
      const found: unknown[] = [];
      for await (const ones of zipRecords(
        path,
        'z',
        (text, name) => Promise.resolve(readAdvisories(text, name)),
        limits,
      ))
        found.push(...ones.map(({ problem }) => problem));
      return found;
    };
    expect(await read({ entries: 9, each: 1000, all: 900 })).toEqual([
      undefined,
      'With it there is more than 900 bytes to unpack; neither it nor what stands behind it was read.',
    ]);
    await expect(read({ entries: 2, each: 1000, all: 900 })).rejects.toThrow(
      'It has more than 2 files. Split it.',
    );
  });

  it('from the watched folder are read once each, and only when they are whole', async () => {
    const watched = assay.app.get(WatchedFolder);
    const before = (await newest()).length;
    const text = JSON.stringify(malware('w', ['1'], { id: 'W-1' }));
    const path = join(folder, 'w.json');
    writeFileSync(path, text.slice(0, 20));
    await watched.look();
    writeFileSync(path, text);
    await watched.look();
    expect(await newest()).toHaveLength(before);
    await watched.look();
    const [first] = await newest();
    expect([first?.source, first?.sourceName, first?.state, first?.added]).toEqual([
      'folder',
      'w.json',
      'done',
      1,
    ]);
    renameSync(path, join(folder, 'w-again.json'));
    utimesSync(join(folder, 'w-again.json'), 1, 1);
    symlinkSync('/etc/passwd', join(folder, 'link.json'));
    writeFileSync(join(folder, 'bad.yaml'), 'id: [');
    for (let look = 0; look < 4; look += 1) await watched.look();
    const after = await newest();
    expect(after).toHaveLength(before + 2);
    expect([
      after[0]?.sourceName,
      after[0]?.state,
      after[0]?.problem?.startsWith('It is not YAML'),
    ]).toEqual(['bad.yaml', 'failed', true]);
  });

  it('are fetched once a day, and what went wrong is told', async () => {
    const fetching = assay.app.get(Fetching);
    served = JSON.stringify([osv({ id: 'F-1' }), osv({ id: 'F-2' })]);
    await fetching.due();
    await fetching.due();
    const [first] = await newest();
    expect([first?.source, first?.state, first?.added, feed.connections]).toEqual([
      'address',
      'done',
      2,
      1,
    ]);
    assay.clock.advance(25 * 3_600_000);
    served = '{';
    await fetching.due();
    const [second] = await newest();
    expect([second?.state, second?.problem, feed.connections]).toEqual([
      'failed',
      'It is not JSON as it should be: line 1, a key in quotes is missing.',
      2,
    ]);
  });

  it('are fetched again only where the address has something new', async () => {
    const fetching = assay.app.get(Fetching);
    const next = async () => {
      assay.clock.advance(25 * 3_600_000);
      feed.heard = '';
      await fetching.due();
      return (await newest())[0];
    };
    const since = 'Tue, 24 Mar 2026 11:15:14 GMT';
    given = `etag: "v1"\r\nlast-modified: ${since}\r\n`;
    served = JSON.stringify([osv({ id: 'F-3' })]);
    expect(await next()).toMatchObject({ state: 'done', added: 1 });
    expect(feed.heard).not.toMatch(/if-none-match|if-modified-since/i);
    [status, served] = ['304 Not Modified', ''];
    for (const _ of ['once', 'and again']) {
      const unchanged = await next();
      expect(unchanged).toMatchObject({ state: 'unchanged', added: 0, same: 0, leftOutCount: 0 });
      expect(feed.heard).toContain('if-none-match: "v1"\r\n');
      expect(feed.heard).toContain(`if-modified-since: ${since}\r\n`);
    }
    [status, given, served] = ['200 OK', 'etag: "v2 \r\n', JSON.stringify([osv({ id: 'F-4' })])];
    expect(await next()).toMatchObject({ state: 'done', added: 1 });
    status = '304 Not Modified';
    expect(await next()).toMatchObject({ state: 'failed' });
    expect(feed.heard).not.toMatch(/if-none-match|if-modified-since/i);
    [status, given] = ['200 OK', ''];
  });

  (haveRealFiles ? it : it.skip)(
    'can be the real files in one ZIP file (skipped: no real files)',
    async () => {
      const names = [
        'MAL-2026-2144.json',
        'PYSEC-2025-72.yaml',
        'PYSEC-2026-1.yaml',
        'PYSEC-2026-2.yaml',
      ];
      const files = Object.fromEntries(names.map((name) => [name, realFile(name)]));
      const { body } = await send('real.zip', await zipOf(files));
      expect([body.state, ...numbers(body)]).toEqual(['done', 4, 0, 0, 0]);
    },
  );
});
