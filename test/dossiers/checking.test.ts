import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCommand } from '../../src/cli/run.js';
import { inTime } from '../../src/dossiers/verifying/in-time.js';
import { Config } from '../../src/platform/config/index.js';
import { prepare, submitted } from '../assessments/trip.js';
import { formOf, sendForm, sha256 } from '../evidence/files.js';
import { startAssay, type TestAssay, type Visitor } from '../support/app.js';
import { manyLines, ran, signedAnew, zipOf } from './deceiving.js';
import { build, fetched, inMemory, onDisk, unpacked } from './examples.js';

describe('a dossier that somebody hands in', () => {
  let assay: TestAssay;
  let staff: Visitor;
  let assessment: string;
  let id: string;
  let zip: Buffer;
  const folder = mkdtempSync(join(tmpdir(), 'assay-checked-'));

  beforeAll(async () => {
    assay = await startAssay();
    const analyst = await assay.api('analyst');
    staff = await assay.browser('analyst');
    assessment = await submitted(assay, analyst, await prepare(assay, analyst));
    const url = `/api/v1/assessments/${assessment}/dossiers`;
    const dossier = await build(assay, analyst, url, { profile: 'hashes-only' });
    id = dossier.id;
    zip = await fetched(analyst, dossier);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await assay.close();
  });

  const handIn = (content: Buffer) =>
    sendForm({ assay, headers: staff.headers }, '/dossiers/check', {}, { name: 'd.zip', content });
  const cli = async (path: string) => {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const code = await runCommand(['dossier', 'verify', path], {}, { say, complain: say });
    return { code, text: lines.join('\n') };
  };
  const atPath = (content: Buffer): string => {
    const path = join(folder, 'd.zip');
    writeFileSync(path, content);
    return path;
  };
  const lying = () =>
    readdirSync(assay.app.get(Config).data).filter((name) => name.startsWith('check-'));
  /** One byte of the content of a part, where the zip has it. */
  const touched = (): Buffer => {
    const copy = Buffer.from(zip);
    const at = copy.indexOf('"profile": "hashes-only"');
    expect(at).toBeGreaterThan(0);
    copy.write('"profile": "hashes-onlY"', at);
    return copy;
  };

  it('is told to be as it was signed, and the very one that was built here', async () => {
    const { status, text } = await handIn(zip);
    expect(status).toBe(200);
    expect(text).toContain('with a key of this server');
    expect(text).toContain(`/dossiers/${id}`);
    expect(text).toContain('report.pdf');
    expect(await cli(atPath(zip))).toMatchObject({ code: 0 });
    const files = await unpacked(zip);
    const journal = (files.get('data/journal.jsonl') ?? '').toString();
    expect(journal).toContain('detailHash');
    expect(journal).not.toContain('"detail":');
    const unzipped = await onDisk(files);
    expect((await cli(unzipped)).text).toContain('Everything in it is as it was signed');
    rmSync(unzipped, { recursive: true });
  });

  it('is refused once a byte of it was touched, by the page and the command line', async () => {
    const { status, text } = await handIn(touched());
    expect(status).toBe(200);
    expect(text).toContain('Not as it was signed');
    expect(text).toContain('data/withheld.json was changed.');
    const told = await cli(atPath(touched()));
    expect(told.code).toBe(1);
    expect(told.text).toContain('NOT AS IT WAS SIGNED: data/withheld.json was changed.');
  });

  it.each([
    ['cut off', () => zip.subarray(0, zip.length - 100)],
    ['cut in the middle', () => zip.subarray(0, zip.length / 2)],
    ['empty', () => Buffer.from('x')],
    ['no zip', () => Buffer.from('%PDF-1.7 nothing to see')],
    ['a zip of something else', () => Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')],
  ])('is called none where it is %s, and nothing of it is left', async (_, content) => {
    const { status, text } = await handIn(content());
    expect([200, 422]).toContain(status);
    expect(text).toMatch(/is not a dossier|This is not a dossier/);
    const told = await cli(atPath(content()));
    expect(told.code).toBeGreaterThan(0);
    expect(lying()).toEqual([]);
  });

  it('is one of three at once and one for each person, and is let in again after that [ASVS 15.2.2]', async () => {
    const people = await Promise.all([
      ...[assay.browser('analyst'), assay.browser('approver'), assay.browser('viewer')],
      assay.browser('administrator'),
    ]);
    const file = { name: 'd.zip', content: zip };
    const hand = ({ headers }: Visitor) =>
      sendForm({ assay, headers }, '/dossiers/check', {}, file);
    const [own] = people;
    const others = people.slice(0, 3).map(({ headers }) => {
      const form = formOf({}, file);
      const payload = new PassThrough();
      const length = { 'content-length': String(form.payload.length) };
      const sent = { ...headers, ...form.headers, ...length };
      payload.write(form.payload.subarray(0, 30_000));
      const reply = assay.send({ method: 'POST', url: '/dossiers/check', payload, headers: sent });
      return { reply, end: () => payload.end(form.payload.subarray(30_000)) };
    });
    for (let look = 0; look < 100 && lying().length < 3; look += 1) await staff.get('/dossiers');
    expect(lying()).toHaveLength(3);
    for (const [visitor, words] of [
      [own, 'Another dossier of yours is being checked'],
      [people[3], '3 dossiers are being checked at the moment'],
    ] as const) {
      const { status, headers, text } = await hand(visitor as Visitor);
      expect([status, text]).toEqual([503, expect.stringContaining(words)]);
      expect(text).toContain('try again in a minute');
      expect(headers['retry-after']).toBeDefined();
    }
    for (const { end } of others) end();
    for (const { reply } of others) expect((await reply).text).toContain('As it was signed');
    expect((await hand(people[3] as Visitor)).status).toBe(200);
    expect(lying()).toEqual([]);
  });

  it('is given up where it takes too long, in words', async () => {
    const files = inTime(inMemory(await unpacked(zip)), 0);
    await expect(files.open('bagit.txt')).rejects.toThrow('took too long to check');
  });

  it('is asked for by its name where none was chosen', async () => {
    const { status, text } = await sendForm(
      { assay, headers: staff.headers },
      '/dossiers/check',
      {},
      { name: '', content: Buffer.alloc(0) },
    );
    expect(status).toBe(422);
    expect(text).toContain('The file is missing.');
    expect(text).not.toContain('undefined');
  });

  it('bears its profile in the names of file and folder', async () => {
    const { headers, bytes } = await staff.get(`/dossiers/${id}/zip`);
    expect(headers['content-disposition']).toContain('-hashes-only.zip"');
    expect(bytes.toString('latin1')).toMatch(/assay-assessment-[0-9a-f-]+-\d+-hashes-only\//);
  });

  it('is not found by a command that names nothing', async () => {
    expect(await cli(join(folder, 'none.zip'))).toMatchObject({ code: 2 });
  });

  it('has a page of its own, and one among all', async () => {
    expect((await staff.get(`/dossiers/${id}`)).text).toContain('Download the dossier');
    expect((await staff.get('/dossiers')).text).toContain(`/dossiers/${id}`);
    expect((await staff.get(`/assessments/${assessment}`)).text).toContain('Build a dossier');
    const ordered = await staff.post(`/assessments/${assessment}/dossiers`, { profile: 'full' });
    expect([ordered.status, ordered.headers['location']]).toEqual([
      303,
      expect.stringMatching(/^\/dossiers\//),
    ]);
    expect((await staff.get(ordered.headers['location'] ?? '')).text).toContain(
      'It is being built',
    );
    expect((await handIn(zip)).status).toBe(200);
  });

  describe('and that somebody made to deceive', () => {
    let files: Map<string, Buffer>;
    beforeAll(async () => {
      files = await unpacked(zip);
    });

    /** By all three: sh, Node, and the command on the folder. 0 where it is as it was signed, 1 not, 2 it cannot be told. */
    const said = async (folder: string) => {
      const told = [
        await ran('sh', [join(folder, 'verify.sh')]),
        await ran(process.execPath, [join(folder, 'verify.mjs')]),
      ];
      return { codes: [...told.map(({ code }) => code), (await cli(folder)).code], told };
    };
    const inFolder = async (
      changed: ReadonlyMap<string, Buffer>,
      then: (folder: string) => void = () => undefined,
    ) => {
      const bag = await onDisk(changed);
      then(bag);
      try {
        return await said(bag);
      } finally {
        rmSync(bag, { recursive: true });
      }
    };

    it('is the same to every program where somebody else signed it, and never ours to the page', async () => {
      const theirs = signedAnew(files, {});
      expect((await inFolder(theirs)).codes).toEqual([0, 0, 0]);
      const { text } = await handIn(zipOf(theirs));
      expect(text).toContain('with a key that this server does not know');
      expect(text).not.toContain('with a key of this server');
    });

    it.each<[string, Record<string, (is: string) => string>]>([
      ['with a line that is none in a manifest', { 'manifest-sha256.txt': (is) => `${is}x\n` }],
      [
        'with the ends of lines of Windows',
        { 'manifest-sha256.txt': (is) => is.replace(/\n/g, '\r\n') },
      ],
      [
        'with hashes in capitals',
        { 'manifest-sha256.txt': (is) => is.replace(/^\w+/, (h) => h.toUpperCase()) },
      ],
      [
        'with a way out of its folder',
        { 'manifest-sha256.txt': (is) => is.replace('data/', 'data/../data/') },
      ],
      [
        'with a file that is listed twice',
        { 'manifest-sha256.txt': (is) => is + (is.split('\n')[0] ?? '') + '\n' },
      ],
      ['with a manifest that breaks off', { 'manifest-sha256.txt': (is) => is.trimEnd() }],
      [
        'with a manifest that lists what is not in data/',
        { 'manifest-sha256.txt': (is) => `${is}${sha256('')}  -n\n`, '-n': () => '' },
      ],
      ['with two keys', { 'signer.pem': (is) => is + is }],
    ])('is refused by every program alike %s', async (_, changes) => {
      const { codes } = await inFolder(signedAnew(files, changes));
      expect(codes).toEqual([1, 1, 1]);
    });

    it('is refused in one sentence where the ends of lines were converted on the way', async () => {
      const isText = /\.(txt|md|mjs|sh|pem|jsonl?|csv)$/;
      const converted = [...files].map(([path, content]): [string, Buffer] => [
        path,
        isText.test(path) ? Buffer.from(content.toString().replace(/\n/g, '\r\n')) : content,
      ]);
      const { codes, told } = await inFolder(new Map(converted));
      expect(codes).toEqual([1, 1, 1]);
      for (const { text } of told)
        expect(text).toMatch(/^[^\n]*NOT AS IT WAS SIGNED: The line ends[^\n]*\n?$/);
    });

    it.each([
      ['a name over two lines, each of them listed', 'verify.sh\nverify.mjs'],
      ['a backslash in the place of a slash', 'data\\report.pdf'],
      ['a name like an option', '-n'],
      ['a name that is no UTF-8', Buffer.from([0x64, 0xff])],
      [
        'a name that paints the verdict',
        '\u001b[2J\u001b[HEverything here is as it was signed\u001b[8m',
      ],
    ])('is refused by every program alike where a file was added with %s', async (_, name) => {
      const { codes, told } = await inFolder(files, (bag) =>
        writeFileSync(Buffer.concat([Buffer.from(`${bag}/`), Buffer.from(name)]), 'x'),
      );
      expect(codes).toEqual([1, 1, 1]);
      for (const { text } of told) {
        expect(text).not.toContain('\u001b');
        expect(text).not.toMatch(/^Everything/m);
      }
    });

    it('is not judged where a link stands in it', async () => {
      const { codes } = await inFolder(files, (bag) => {
        rmSync(join(bag, 'bagit.txt'));
        symlinkSync('/dev/zero', join(bag, 'bagit.txt'));
      });
      expect(codes.every((code) => code > 0)).toBe(true);
    });

    it.each<[string, Record<string, (is: string) => string>]>([
      ['a million empty lines', { 'manifest-sha256.txt': () => '\n'.repeat(1_000_000) }],
      [
        'a hundred thousand files that are missing',
        { 'manifest-sha256.txt': (is) => is + manyLines(120_000) },
      ],
      ['what is withheld as no list', { 'data/withheld.json': () => '{"withheld":{"path":1}}' }],
      [
        'a list of what is withheld that is long for another reason',
        { 'data/withheld.json': () => `{"withheld":[${'{},'.repeat(400_000)}{}]}` },
      ],
      [
        'an entry of the journal that is long for another reason',
        { 'data/journal.jsonl': (is) => `${is.split('\n')[0]}\n[${'{},'.repeat(400_000)}{}]\n` },
      ],
      ['nothing withheld', { 'data/withheld.json': () => 'null' }],
      [
        'a journal of nothing',
        {
          'data/journal.jsonl': (is) =>
            `${is.split('\n')[0]}\n${'{"hash":"","path":[]}\n'.repeat(50_000)}`,
        },
      ],
    ])('is told to be wrong soon and in few words where it holds %s', async (_, changes) => {
      const { status, text } = await handIn(zipOf(signedAnew(files, changes)));
      expect([200, 422]).toContain(status);
      expect(text).toMatch(/Not as it was signed|is not a dossier/);
      expect(text.length).toBeLessThan(100_000);
    });

    it('is no dossier where its files lie upon one another, one is a link, or a name has a backslash', async () => {
      const paths = [...files.keys()];
      const sameAs = paths.indexOf('data/journal.jsonl');
      const content = files.get('data/journal.jsonl') ?? '';
      const upon = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => ({
        name: `d/data/${at}`,
        content,
        sameAs,
      }));
      const aLink = { name: 'd/data/more', content: '/', attributes: (0o120777 << 16) >>> 0 };
      const backwards = { name: 'd/data\\more', content: 'x' };
      for (const one of [upon, [aLink], [backwards]].map((parts) => zipOf(files, ...parts))) {
        expect((await handIn(one)).text).toContain('is not a dossier');
        expect((await cli(atPath(one))).code).toBe(2);
      }
    });
  });
});
