import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NotFound } from '../../../src/platform/errors.js';
import { MasterKey } from '../../../src/platform/keys/index.js';
import { BlobBroken, Blobs, bornAt, DiskStore } from '../../../src/platform/storage/index.js';
import { TestClock } from '../../support/clock.js';

const chunk = 64 * 1024;
const sealedChunk = chunk + 16;

describe('stored files', () => {
  let folder: string;
  let blobs: Blobs;
  const clock = new TestClock();
  const key = new MasterKey(randomBytes(32));
  const fileOf = (name: string) => join(folder, name.slice(-2), name);
  const read = async (name: string) => buffer(await blobs.open(name));
  const incoming = () => readdirSync(join(folder, 'incoming'));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-blobs-'));
    blobs = new Blobs(new DiskStore(folder, clock), key);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 500])(
    'gives back %i bytes as they were put, with their hash',
    async (size) => {
      const content = randomBytes(size);
      const stored = await blobs.put(content);
      expect(stored.bytes).toBe(size);
      expect(stored.sha256).toBe(createHash('sha256').update(content).digest('hex'));
      expect((await read(stored.name)).equals(content)).toBe(true);
      expect(incoming()).toEqual([]);
    },
  );

  it('takes a stream in pieces of any size', async () => {
    const content = randomBytes(200_001);
    const pieces = [1, 65_535, 2, 100_000, 34_463].map((size, index, all) => {
      const from = all.slice(0, index).reduce((sum, one) => sum + one, 0);
      return content.subarray(from, from + size);
    });
    const { name } = await blobs.put(Readable.from(pieces));
    expect((await read(name)).equals(content)).toBe(true);
  });

  it('[ASVS 14.2.4] keeps nothing readable on the disk, and nothing for others', async () => {
    const marker = 'planted marker of a vendor';
    const { name } = await blobs.put(Buffer.from(marker.repeat(1_000)));
    const stored = readFileSync(fileOf(name));
    expect(stored.includes('planted')).toBe(false);
    expect(statSync(fileOf(name)).mode & 0o077).toBe(0);
  });

  it('leaves nothing behind when the content breaks off', async () => {
    const before = readdirSync(folder, { recursive: true }).length;
    async function* broken() {
      yield randomBytes(100_000);
      throw new Error('the upload broke off');
    }
    await expect(blobs.put(Readable.from(broken()))).rejects.toThrow('the upload broke off');
    expect(readdirSync(folder, { recursive: true })).toHaveLength(before);
  });

  it.each<[string, (stored: Buffer, header: number) => Buffer]>([
    ['cut at the end of a chunk', (stored, header) => stored.subarray(0, header + 2 * sealedChunk)],
    ['cut within a chunk', (stored) => stored.subarray(0, stored.length - 7)],
    ['cut to its header', (stored, header) => stored.subarray(0, header)],
    ['cut within its header', (stored) => stored.subarray(0, 20)],
    ['emptied', () => Buffer.alloc(0)],
    ['longer by a byte', (stored) => Buffer.concat([stored, Buffer.from([0])])],
    [
      'with two chunks swapped',
      (stored, header) =>
        Buffer.concat([
          stored.subarray(0, header),
          stored.subarray(header + sealedChunk, header + 2 * sealedChunk),
          stored.subarray(header, header + sealedChunk),
          stored.subarray(header + 2 * sealedChunk),
        ]),
    ],
    [
      'with a chunk left out',
      (stored, header) =>
        Buffer.concat([stored.subarray(0, header), stored.subarray(header + sealedChunk)]),
    ],
    [
      'with a chunk twice',
      (stored, header) =>
        Buffer.concat([
          stored.subarray(0, header + sealedChunk),
          stored.subarray(header, header + sealedChunk),
          stored.subarray(header + sealedChunk),
        ]),
    ],
  ])('refuses a file %s', async (_, damage) => {
    const { name } = await blobs.put(randomBytes(2 * chunk + 1_000));
    const stored = readFileSync(fileOf(name));
    writeFileSync(fileOf(name), damage(stored, stored.indexOf('\n') + 1));
    await expect(read(name)).rejects.toThrow(BlobBroken);
  });

  it('refuses every flipped bit of a small file', async () => {
    const { name } = await blobs.put(Buffer.from('the report'));
    const stored = readFileSync(fileOf(name));
    for (let at = 0; at < stored.length; at += 1) {
      const flipped = Buffer.from(stored);
      flipped.writeUInt8(stored.readUInt8(at) ^ 1, at);
      writeFileSync(fileOf(name), flipped);
      await expect(read(name)).rejects.toThrow(BlobBroken);
    }
  });

  it('refuses a chunk, and a whole file, put in the place of another', async () => {
    const [one, two] = [await blobs.put(randomBytes(1_000)), await blobs.put(randomBytes(1_000))];
    writeFileSync(fileOf(one.name), readFileSync(fileOf(two.name)));
    await expect(read(one.name)).rejects.toThrow(BlobBroken);
  });

  it('refuses a chunk of one file in another, and a header in front of another content', async () => {
    const content = randomBytes(2 * chunk + 10);
    const [one, two] = [await blobs.put(content), await blobs.put(content)].map(({ name }) => name);
    const [mine, theirs] = [readFileSync(fileOf(String(one))), readFileSync(fileOf(String(two)))];
    const header = mine.indexOf('\n') + 1;
    const swapped = (from: number, to: number) =>
      Buffer.concat([mine.subarray(0, from), theirs.subarray(from, to), mine.subarray(to)]);
    for (const [from, to] of [
      [0, header],
      [header, header + sealedChunk],
      [header + sealedChunk, header + 2 * sealedChunk],
      [header + 2 * sealedChunk, mine.length],
      [header, mine.length],
    ] as const) {
      writeFileSync(fileOf(String(one)), swapped(from, to));
      await expect(read(String(one))).rejects.toThrow(BlobBroken);
    }
    writeFileSync(fileOf(String(one)), mine);
    expect((await read(String(one))).equals(content)).toBe(true);
  });

  it('[ASVS 11.3.3] shows nothing of a thousand planted markers to whoever has the disk', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'assay-markers-'));
    const some = new Blobs(new DiskStore(elsewhere, clock), key);
    const markers = Array.from({ length: 1_000 }, () => randomBytes(12).toString('hex'));
    for (let from = 0; from < markers.length; from += 10) {
      const texts = markers.slice(from, from + 10).map((one) => `${'.'.repeat(9_000)}${one}`);
      const { name } = await some.put(Buffer.from(texts.join('')));
      expect(String(await some.read(name, 9_000, 24))).toBe(markers[from]);
    }
    const disk = readdirSync(elsewhere, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    expect(disk.length).toBeGreaterThan(9_000_000);
    const planted = new Set(markers);
    const shown = disk.match(/[0-9a-f]{24,}/g)?.filter((word) => planted.has(word.slice(0, 24)));
    expect(shown ?? []).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  it('opens nothing with another master key', async () => {
    const { name } = await blobs.put(Buffer.from('x'));
    const stranger = new Blobs(new DiskStore(folder, clock), new MasterKey(randomBytes(32)));
    await expect(stranger.open(name)).rejects.toThrow(BlobBroken);
  });

  it('reads any part of a file, also across the edges of chunks and past its end', async () => {
    const content = randomBytes(2 * chunk + 1_000);
    const { name } = await blobs.put(content);
    const edges = [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, content.length - 1];
    for (const from of [...edges, content.length, content.length + 1, 9 * chunk]) {
      for (const length of [0, 1, 100, chunk, chunk + 1, 5 * chunk]) {
        const part = await blobs.read(name, from, length);
        expect(part.equals(content.subarray(from, from + length))).toBe(true);
      }
    }
  });

  it('reads parts of any file as they were put', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3 * chunk),
        fc.nat(3 * chunk),
        fc.nat(3 * chunk),
        async (size, from, length) => {
          const content = randomBytes(size);
          const { name } = await blobs.put(content);
          const part = await blobs.read(name, from, length);
          expect(part.equals(content.subarray(from, from + length))).toBe(true);
          await blobs.remove(name);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reads no part of a file whose end at the edge of a chunk has no next chunk', async () => {
    const { name } = await blobs.put(randomBytes(2 * chunk));
    expect(await blobs.read(name, 2 * chunk, 10)).toHaveLength(0);
    expect(await blobs.read(name, 2 * chunk - 5, 10)).toHaveLength(5);
  });

  it('refuses a part that was changed, and an end that was cut off, but gives what is whole', async () => {
    const content = randomBytes(3 * chunk);
    const { name } = await blobs.put(content);
    const stored = readFileSync(fileOf(name));
    const header = stored.indexOf('\n') + 1;
    stored.writeUInt8(stored.readUInt8(header + sealedChunk + 9) ^ 1, header + sealedChunk + 9);
    writeFileSync(fileOf(name), stored.subarray(0, header + 2 * sealedChunk));
    await expect(blobs.read(name, chunk, 1)).rejects.toThrow(BlobBroken);
    await expect(blobs.read(name, chunk - 1, 2)).rejects.toThrow(BlobBroken);
    await expect(blobs.read(name, 3 * chunk, 1)).rejects.toThrow(BlobBroken);
    expect((await blobs.read(name, 0, 10)).equals(content.subarray(0, 10))).toBe(true);
  });

  it.each([
    [-1, 1],
    [0, -1],
    [0.5, 1],
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
  ])('has no part from %d of %d bytes', async (from, length) => {
    const { name } = await blobs.put(Buffer.from('x'));
    await expect(blobs.read(name, from, length)).rejects.toThrow(RangeError);
  });

  it('lists the names of what is stored, and how old each is, and nothing else', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'assay-names-'));
    const some = new Blobs(new DiskStore(elsewhere, clock), key);
    const list = async () => {
      const found: string[] = [];
      for await (const name of some.names()) found.push(name);
      return found.sort();
    };
    expect(await list()).toEqual([]);
    const before = Date.now();
    const names: string[] = [];
    for (let one = 0; one < 20; one += 1) names.push((await some.put(Buffer.from('x'))).name);
    writeFileSync(join(elsewhere, 'incoming', 'half'), 'half a file');
    writeFileSync(join(elsewhere, String(names[0]).slice(-2), 'note.txt'), 'not ours');
    expect(await list()).toEqual(names.toSorted());
    for (const name of names) {
      expect(bornAt(name).getTime()).toBeGreaterThanOrEqual(before);
      expect(bornAt(name).getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    }
    await some.remove(String(names[0]));
    expect(await list()).toEqual(names.slice(1).toSorted());
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it('removes a file; asked again it stays removed', async () => {
    const { name } = await blobs.put(Buffer.from('x'));
    await blobs.remove(name);
    await blobs.remove(name);
    expect(existsSync(fileOf(name))).toBe(false);
    await expect(blobs.open(name)).rejects.toThrow(NotFound);
  });

  it.each(['../../keys/master.key', '/etc/passwd', '', 'a\0b', 'incoming'])(
    'has no file named %j',
    async (name) => {
      await expect(blobs.open(name)).rejects.toThrow(NotFound);
      await expect(blobs.remove(name)).rejects.toThrow(NotFound);
    },
  );

  it('says so when the folder cannot be written, and stores nothing', async () => {
    const asRoot = process.getuid?.() === 0;
    const closed = mkdtempSync(join(tmpdir(), 'assay-closed-'));
    const there = new Blobs(new DiskStore(closed, clock), key);
    if (asRoot) rmSync(join(closed, 'incoming'), { recursive: true });
    else chmodSync(join(closed, 'incoming'), 0o500);
    await expect(there.put(Buffer.from('x'))).rejects.toThrow(/ENOENT|EACCES/);
    expect(readdirSync(closed).filter((name) => name !== 'incoming')).toEqual([]);
    rmSync(closed, { recursive: true, force: true });
  });

  it('removes at its start what a crash left behind: of others that may be writing only after a day', async () => {
    const [old, fresh] = ['old', 'fresh'].map((name) => join(folder, 'incoming', name));
    for (const file of [old, fresh]) writeFileSync(String(file), 'half a file');
    const now = clock.now().getTime();
    utimesSync(String(old), now / 1_000, (now - 25 * 3_600_000) / 1_000);
    utimesSync(String(fresh), now / 1_000, (now - 3_600_000) / 1_000);
    await new DiskStore(folder, clock).onApplicationBootstrap();
    expect(incoming()).toEqual(['fresh']);
    await new DiskStore(folder, clock, false).onApplicationBootstrap();
    expect(incoming()).toEqual([]);
  });
});
