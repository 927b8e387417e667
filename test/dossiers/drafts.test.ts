import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { EvidenceFiles } from '../../src/dossiers/contents/parts/evidence-files.js';
import { Drafts } from '../../src/dossiers/contents/parts/drafts.js';
import { listPart } from '../../src/dossiers/contents/parts/lists.js';
import { isStored, type Content } from '../../src/dossiers/contents/parts/part.js';
import { Clock } from '../../src/platform/clock.js';
import { sha256 } from '../../src/platform/ids.js';
import { MasterKey } from '../../src/platform/keys/index.js';
import { Blobs, DiskStore } from '../../src/platform/storage/index.js';

describe('what is written into a dossier before it is handed out', () => {
  let folder: string;
  let drafts: Drafts;
  let blobs: Blobs;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-drafts-'));
    blobs = new Blobs(new DiskStore(folder, new Clock()), new MasterKey(randomBytes(32)));
    drafts = new Drafts(blobs, () => true);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const files = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const rows = function* (count: number) {
    for (let n = 0; n < count; n += 1) yield { n, name: `Rui Okafor ${'é'.repeat(20)}` };
  };

  it('lies sealed where it is long, is held where it is short, and says what it is', async () => {
    const bare = ({ n }: { n: number }) => ({ n });
    const short = await listPart(drafts, 'a.json', { rows: rows(3), bare });
    expect([isStored(short.content), files()]).toEqual([false, []]);
    const long = await listPart(drafts, 'b.json', { rows: rows(40_000), bare });
    if (!isStored(long.content)) throw new Error('It is held in memory.');
    expect(files()).toHaveLength(1);
    const whole = await text(await long.content.open());
    expect(JSON.parse(whole)).toEqual([...rows(40_000)]);
    expect(long.content).toMatchObject({
      sha256: sha256(whole),
      bytes: Buffer.byteLength(whole),
    });
    expect(JSON.parse((long.without as Buffer).toString())).toEqual([...rows(40_000)].map(bare));
    await drafts.clear();
    expect(files()).toEqual([]);
  });

  it('lies together where there is much of it, and is all there', async () => {
    const contents = Array.from({ length: 60 }, (_, n) => randomBytes(400_000 + n));
    const laid = [];
    for (const [n, content] of contents.entries()) {
      const part = { path: `${n}`, content, holds: 'personal', without: () => content } as const;
      laid.push(await drafts.lay(part));
    }
    expect(laid.filter(({ content }) => isStored(content)).length).toBeGreaterThan(35);
    expect(files().length).toBeGreaterThan(5);
    expect(files().length).toBeLessThan(10);
    for (const [n, { content, without }] of laid.entries()) {
      for (const one of [content, without as Content]) {
        const bytes = isStored(one) ? await buffer(await one.open()) : one;
        expect(bytes.equals(contents[n] ?? bytes.subarray(1))).toBe(true);
      }
    }
    await drafts.clear();
    expect(files()).toEqual([]);
  });

  it('takes what is longer than what others lie on, and makes no other form where none is wanted', async () => {
    const never = () => {
      throw new Error('Nobody asked for it.');
    };
    drafts = new Drafts(blobs, (path) => path !== 'plain');
    const lengths = [16_000_000, 3_000_000, 9_000_000, 3_000_000, 500_000];
    for (const [n, length] of lengths.entries()) {
      const content = randomBytes(length);
      const part = { path: 'plain', content, holds: 'personal', without: never } as const;
      const laid = await drafts.lay(part);
      expect([isStored(laid.content), laid.without]).toEqual([n > 0, undefined]);
      const bytes = isStored(laid.content) ? await buffer(await laid.content.open()) : content;
      expect(bytes.equals(content)).toBe(true);
    }
    expect(files()).toHaveLength(2);
    await drafts.clear();
    expect(files()).toEqual([]);
  });

  it('tells two files of evidence apart whose hashes begin alike, whichever thing they belong to', () => {
    const [one, other] = ['0', '1'].map((end) => 'a'.repeat(63) + end);
    const stored = (sha256 = '') => ({ bytes: 1, sha256, open: () => Promise.reject(new Error()) });
    const evidence = new EvidenceFiles();
    const paths = [one, other, one].map((sha256) => evidence.add('Test.pdf', stored(sha256)));
    expect(paths).toEqual([
      'evidence/aaaaaaaa-test.pdf',
      `evidence/${other}-test.pdf`,
      'evidence/aaaaaaaa-test.pdf',
    ]);
    expect(evidence.all.map(({ path }) => path)).toEqual(paths.slice(0, 2));
  });

  it('leaves nothing where it was never ended, or could not be written', async () => {
    const begun = drafts.begin();
    await begun.add('x'.repeat(3_000_000));
    await drafts.clear();
    expect(files()).toEqual([]);
    rmSync(join(folder, 'incoming'), { recursive: true });
    await expect(listPart(drafts, 'c.json', { rows: rows(200_000) })).rejects.toThrow('ENOENT');
    await drafts.clear();
    expect(files()).toEqual([]);
  });
});
