import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import yauzl, { RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { mostFiles, refuseTooMany } from '../../src/dossiers/contents/most-files.js';
import { StoredZip } from '../../src/dossiers/bag/stored-zip.js';

const megabyte = 1024 * 1024;
const zeros = Buffer.alloc(64 * megabyte);

/** What was written, of which only what is no run of zeros is held. */
class Written extends RandomAccessReader {
  private readonly pieces: { from: number; bytes: Buffer }[] = [];
  size = 0;

  add(bytes: Buffer): void {
    if (bytes !== zeros) this.pieces.push({ from: this.size, bytes });
    this.size += bytes.length;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const read = Buffer.alloc(Math.min(end - start, megabyte));
    for (const { from, bytes } of this.pieces) {
      if (from + bytes.length <= start || from >= end) continue;
      bytes.copy(read, Math.max(0, from - start), Math.max(0, start - from));
    }
    return Readable.from([read.subarray(0, end - start)]);
  }
}

async function entriesOf(zip: ZipFile): Promise<{ entries: Entry[]; text: string }> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const last = await zip.openReadStreamPromise(entries.at(-1) as Entry);
  return { entries, text: Buffer.concat(await last.toArray()).toString() };
}

const times = function* (count: number): Generator<Buffer> {
  for (let at = 0; at < count; at += 1) yield zeros;
};

describe('a zip in which nothing is packed', () => {
  it('is read by others where it is longer than four gigabytes, and what is in it, too', async () => {
    const zip = new StoredZip();
    const written = new Written();
    for await (const piece of zip.streamed('bag/large', Readable.from(times(65)))) {
      written.add(piece);
    }
    for (const piece of zip.whole('bag/verify.sh', Buffer.from('true'), 0o755)) written.add(piece);
    for (const piece of zip.end()) written.add(piece);
    const { entries, text } = await entriesOf(
      await yauzl.fromRandomAccessReaderPromise(written, written.size, { autoClose: false }),
    );
    expect(text).toBe('true');
    expect(entries.map(({ fileName }) => fileName)).toEqual(['bag/large', 'bag/verify.sh']);
    expect(entries.map(({ uncompressedSize }) => uncompressedSize)).toEqual([
      65 * 64 * megabyte,
      4,
    ]);
    expect(entries.map((one) => one.externalFileAttributes >>> 16)).toEqual([0o100644, 0o100755]);
  });

  it('is read by others where it holds more files than sixteen bits can count', async () => {
    const zip = new StoredZip();
    const count = 65_600;
    const pieces: Buffer[] = [];
    for (let at = 0; at < count; at += 1) {
      pieces.push(...zip.whole(`bag/${at}`, Buffer.from(`${at}`)));
    }
    const whole = Buffer.concat([...pieces, ...zip.end()]);
    const { entries, text } = await entriesOf(await yauzl.fromBufferPromise(whole));
    expect(entries).toHaveLength(count);
    expect(text).toBe(`${count - 1}`);
  });

  it('is not made of more files than are verified, which is said with what helps', () => {
    expect(() => refuseTooMany('portfolio', mostFiles)).not.toThrow();
    expect(() => refuseTooMany('portfolio', 123_456)).toThrow(
      'It would hold 123,456 files, and a dossier holds 99,900 at most. Choose a shorter period, or a profile without files of evidence.',
    );
    expect(() => refuseTooMany('incident', 123_456)).toThrow('Choose a profile without');
  });
});
