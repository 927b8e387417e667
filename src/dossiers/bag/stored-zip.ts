import { crc32 } from 'node:zlib';

const most16 = 0xffff;
const most32 = 0xffff_ffff;
const utf8 = 1 << 11;
/** What only its end tells, a file's checksum and size, stands behind it. */
const toldAfter = 1 << 3;
const plainVersion = 20;
const zip64Version = 45;
const madeOnUnix = (3 << 8) | 63;
const regularFile = 0o100_000;
/** 1 January 1980, 0:00: the first moment that a zip can tell. */
const firstMoment = 0x00_21_00_00;
const blockOf = 1_000;

interface Entry {
  name: Buffer;
  mode: number;
  flags: number;
  from: number;
  crc: number;
  bytes: number;
}

/**
 * A zip written from its first byte to its last, nothing in it packed and everything from one moment: the same files give the
 * same bytes. Its form is that of PKWARE's APPNOTE 6.3, in 64 bits only where a size, a place or the number of files needs them.
 */
export class StoredZip {
  private at = 0;
  private entries = 0;
  /** The directory at the end: blocks of many entries, so that a hundred thousand files take little memory. */
  private readonly blocks: Buffer[] = [];
  private some: Buffer[] = [];

  /** A file that is at hand. */
  *whole(name: string, content: Buffer, mode = 0o644): Generator<Buffer> {
    const known = { flags: utf8, crc: crc32(content), bytes: content.length };
    const entry = { name: Buffer.from(name), mode, from: this.at, ...known };
    yield this.told(headerOf(entry));
    if (content.length > 0) yield this.told(content);
    this.list(entry);
  }

  /** A file that is read as it is written. */
  async *streamed(
    name: string,
    content: AsyncIterable<Buffer>,
    mode = 0o644,
  ): AsyncGenerator<Buffer> {
    const unknown = { flags: utf8 | toldAfter, crc: 0, bytes: 0 };
    const entry = { name: Buffer.from(name), mode, from: this.at, ...unknown };
    yield this.told(headerOf(entry));
    for await (const chunk of content) {
      entry.crc = crc32(chunk, entry.crc);
      entry.bytes += chunk.length;
      yield this.told(chunk);
    }
    const width = isWide(entry) ? 8 : 4;
    yield this.told(
      bytesOf([4, 0x08_07_4b_50], [4, entry.crc], [width, entry.bytes], [width, entry.bytes]),
    );
    this.list(entry);
  }

  /** What stands behind the last file. */
  *end(): Generator<Buffer> {
    this.closeBlock();
    const from = this.at;
    for (const block of this.blocks) yield this.told(block);
    const [size, count, end] = [this.at - from, this.entries, this.at];
    const isLarge = count >= most16 || size >= most32 || from >= most32;
    if (isLarge) yield wideEnd({ from, size, count, end });
    const short = Math.min(count, most16);
    yield bytesOf(
      ...([[4, 0x06_05_4b_50], ...zeros(2, 2), [2, short], [2, short]] as const),
      ...([
        [4, Math.min(size, most32)],
        [4, isLarge ? most32 : from],
        [2, 0],
      ] as const),
    );
  }

  private told(piece: Buffer): Buffer {
    this.at += piece.length;
    return piece;
  }

  private list(entry: Entry): void {
    this.some.push(recordOf(entry));
    this.entries += 1;
    if (this.some.length >= blockOf) this.closeBlock();
  }

  private closeBlock(): void {
    if (this.some.length > 0) this.blocks.push(Buffer.concat(this.some));
    this.some = [];
  }
}

type Field = readonly [width: 2 | 4 | 8, value: number];

const isWide = ({ bytes, from }: Entry): boolean => bytes >= most32 || from >= most32;

const zeros = (width: 2 | 4, times: number): Field[] =>
  Array.from({ length: times }, () => [width, 0] as const);

/** What stands before a file. */
const headerOf = ({ name, flags, crc, bytes }: Entry): Buffer =>
  Buffer.concat([
    bytesOf(
      ...([
        [4, 0x04_03_4b_50],
        [2, plainVersion],
        [2, flags],
        [2, 0],
        [4, firstMoment],
      ] as const),
      ...([
        [4, crc],
        [4, bytes],
        [4, bytes],
        [2, name.length],
        [2, 0],
      ] as const),
    ),
    name,
  ]);

/** What the directory tells of a file. */
function recordOf(entry: Entry): Buffer {
  const { name, mode, flags, from, crc, bytes } = entry;
  const wide = isWide(entry);
  const [size, place] = wide ? [most32, most32] : [bytes, from];
  const extra = wide
    ? bytesOf([2, 1], [2, 24], [8, bytes], [8, bytes], [8, from])
    : Buffer.alloc(0);
  return Buffer.concat([
    bytesOf(
      ...([
        [4, 0x02_01_4b_50],
        [2, madeOnUnix],
        [2, wide ? zip64Version : plainVersion],
      ] as const),
      ...([
        [2, flags],
        [2, 0],
        [4, firstMoment],
        [4, crc],
        [4, size],
        [4, size],
      ] as const),
      ...([[2, name.length], [2, extra.length], ...zeros(2, 3)] as const),
      ...([
        [4, ((regularFile | mode) << 16) >>> 0],
        [4, place],
      ] as const),
    ),
    name,
    extra,
  ]);
}

/** The 64-bit form of the end, and where that lies. */
const wideEnd = (told: { from: number; size: number; count: number; end: number }): Buffer =>
  bytesOf(
    ...([[4, 0x06_06_4b_50], [8, 44], [2, madeOnUnix], [2, zip64Version], ...zeros(4, 2)] as const),
    ...([
      [8, told.count],
      [8, told.count],
      [8, told.size],
      [8, told.from],
    ] as const),
    ...([
      [4, 0x07_06_4b_50],
      [4, 0],
      [8, told.end],
      [4, 1],
    ] as const),
  );

/** Numbers one after another, the lowest byte of each first. */
function bytesOf(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}
