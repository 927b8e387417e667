import { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Content } from './content.js';

const pieceBytes = 64 * 1024;

export interface ZipPart {
  name: Buffer;
  /** A second name in an extra field, which some readers prefer. */
  hasOtherName: boolean;
  method: number;
  isEncrypted: boolean;
  isLink: boolean;
  crc32: number;
  packed: number;
  unpacked: number;
  /** First byte of its local header; first byte of its data. */
  from: number;
  dataFrom: number;
  /** What the local header says where it says anything else than the directory. */
  localLies: boolean;
}

/** A ZIP file read at random places of the content. Whatever is wrong with it ends in an Error of yauzl. */
export class Zip {
  private constructor(private readonly file: ZipFile) {}

  static async open(content: Content): Promise<Zip> {
    const reader = new ContentReader(content);
    return new Zip(
      await yauzl.fromRandomAccessReaderPromise(reader, content.bytes, {
        autoClose: false,
        decodeStrings: false,
      }),
    );
  }

  get count(): number {
    return this.file.entryCount;
  }

  get commentBytes(): number {
    return this.file.comment.length;
  }

  /** Where the directory ends; known once all parts were read. */
  get directoryEnd(): number {
    return this.file.readEntryCursor as unknown as number;
  }

  get directoryStart(): number {
    return this.start;
  }

  private start = 0;

  async *parts(): AsyncGenerator<ZipPart> {
    this.start = this.directoryEnd;
    for await (const entry of this.file.eachEntry()) yield this.part(entry);
  }

  /** The unpacked content. It ends in an error when it is longer or shorter than the directory says. */
  unpack(part: ZipPart): Promise<Readable> {
    const { dataFrom, packed, unpacked } = part;
    const deflated = part.method === 8;
    return new Promise((resolve, reject) => {
      this.file.openReadStreamLowLevel(
        dataFrom,
        packed,
        0,
        packed,
        deflated,
        unpacked,
        (error, stream) => (error ? reject(error) : resolve(stream)),
      );
    });
  }

  private async part(entry: Entry): Promise<ZipPart> {
    const local = await this.file.readLocalFileHeaderPromise(entry);
    const name = entry.fileName as unknown as Buffer;
    const claims: [number, number][] = [
      [local.crc32, entry.crc32],
      [local.compressedSize, entry.compressedSize],
      [local.uncompressedSize, entry.uncompressedSize],
    ];
    const afterData = (local.generalPurposeBitFlag & 0x8) !== 0;
    const agrees = ([here, there]: [number, number]): boolean =>
      here === there || here === 0xffffffff || (afterData && here === 0);
    return {
      name,
      hasOtherName: entry.extraFields.some(({ id }) => id === 0x7075),
      method: entry.compressionMethod,
      isEncrypted: entry.isEncrypted() || (local.generalPurposeBitFlag & 0x1) !== 0,
      isLink: ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000,
      crc32: entry.crc32,
      packed: entry.compressedSize,
      unpacked: entry.uncompressedSize,
      from: entry.relativeOffsetOfLocalHeader,
      dataFrom: local.fileDataStart,
      localLies:
        !local.fileName.equals(name) ||
        local.compressionMethod !== entry.compressionMethod ||
        !claims.every(agrees),
    };
  }
}

class ContentReader extends yauzl.RandomAccessReader {
  constructor(private readonly content: Content) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end;) {
      const piece = await this.content.near(at, Math.min(pieceBytes, end - at));
      if (piece.length === 0) return;
      yield piece;
      at += piece.length;
    }
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.content.near(position, length).then(
      (piece) => callback(null, piece.copy(buffer, offset)),
      (error: unknown) => callback(error as Error),
    );
  }
}
