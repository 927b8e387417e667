import { open, type FileHandle } from 'node:fs/promises';
import { NotFound } from '../errors.js';
import { SealBroken, type MasterKey } from '../keys/index.js';
import { BlobBroken, chunkBytes, openChunk, tagBytes } from './blob-format.js';

const sealedChunkBytes = chunkBytes + tagBytes;
const longestHeader = 200;

/** Reads one stored file from the start, opening chunk after chunk. */
export class BlobReader {
  constructor(
    private readonly file: string,
    private readonly name: string,
    private readonly master: MasterKey,
  ) {}

  /** The file's key; throws NotFound or BlobBroken before anything was handed out. */
  async readKey(): Promise<Buffer> {
    return this.withFile(async (handle) => (await this.readHeader(handle)).key);
  }

  async *chunks(): AsyncGenerator<Buffer> {
    const handle = await this.openFile();
    try {
      const { key, end } = await this.readHeader(handle);
      const { size } = await handle.stat();
      // A whole last chunk is never full: it is always shorter than the others.
      const count = Math.floor((size - end) / sealedChunkBytes) + 1;
      for (let number = 0; number < count; number += 1) {
        const last = number === count - 1;
        const sealed = await this.readAt(handle, end + number * sealedChunkBytes);
        const plain = openChunk(key, { name: this.name, number, last }, sealed);
        if (plain.length > 0) yield plain;
      }
    } finally {
      await handle.close();
    }
  }

  private async withFile<T>(work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await this.openFile();
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  }

  private async openFile(): Promise<FileHandle> {
    try {
      return await open(this.file, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotFound('file');
      throw error;
    }
  }

  private async readHeader(handle: FileHandle): Promise<{ key: Buffer; end: number }> {
    const start = Buffer.alloc(longestHeader);
    const { bytesRead } = await handle.read(start, 0, longestHeader, 0);
    const end = start.subarray(0, bytesRead).indexOf('\n');
    if (end < 0) throw new BlobBroken(this.name);
    try {
      const key = this.master.open('blob', this.name, start.toString('utf8', 0, end));
      return { key: Buffer.from(key, 'base64url'), end: end + 1 };
    } catch (error) {
      throw error instanceof SealBroken ? new BlobBroken(this.name) : error;
    }
  }

  private async readAt(handle: FileHandle, position: number): Promise<Buffer> {
    const sealed = Buffer.alloc(sealedChunkBytes);
    let filled = 0;
    for (;;) {
      const { bytesRead } = await handle.read(
        sealed,
        filled,
        sealedChunkBytes - filled,
        position + filled,
      );
      filled += bytesRead;
      if (bytesRead === 0 || filled === sealedChunkBytes) return sealed.subarray(0, filled);
    }
  }
}
