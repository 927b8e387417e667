import type { MasterKey } from '../keys/index.js';
import { BlobBroken, chunkBytes, openChunk, tagBytes } from './blob-format.js';
import { openFileKey } from './file-key.js';
import type { ReadableStore } from './object-store.js';

const sealedChunkBytes = chunkBytes + tagBytes;
const longestHeader = 200;
/** Read at once: few journeys to the store, little memory. */
const batch = 4;

/** One stored file, its key opened; reads and checks chunk after chunk. */
export class BlobReader {
  private constructor(
    private readonly store: ReadableStore,
    private readonly name: string,
    private readonly key: Buffer,
    private readonly start: number,
    private readonly count: number,
  ) {}

  /** Throws NotFound or BlobBroken before anything was handed out. */
  static async of(store: ReadableStore, name: string, master: MasterKey): Promise<BlobReader> {
    const size = await store.size(name);
    const { text, end } = await readHeader(store, name);
    const key = openFileKey(master, name, text);
    // A whole last chunk is never full: it is always shorter than the others.
    const count = Math.floor((size - end) / sealedChunkBytes) + 1;
    return new BlobReader(store, name, key, end, count);
  }

  /** The content from chunk `first` to chunk `last`, or to the end. */
  async *chunks(first = 0, last = this.count - 1): AsyncGenerator<Buffer> {
    let next = this.readBatch(first, last);
    for (let from = first; from <= last; from += batch) {
      const sealed = await next;
      // The store reads the next batch while this one is opened.
      if (from + batch <= last) next = this.readBatch(from + batch, last);
      next.catch(() => undefined);
      const until = Math.min(from + batch - 1, last);
      for (let number = from; number <= until; number += 1) {
        const at = (number - from) * sealedChunkBytes;
        const place = { name: this.name, number, last: number === this.count - 1 };
        const plain = openChunk(this.key, place, sealed.subarray(at, at + sealedChunkBytes));
        if (plain.length > 0) yield plain;
      }
    }
  }

  /** The bytes from `from`, `length` of them or as many as there are; only the chunks that hold them are opened. */
  async range(from: number, length: number): Promise<Buffer> {
    if (length === 0) return Buffer.alloc(0);
    // Beyond the end the last chunk is opened all the same: it proves that this is the end.
    const first = Math.min(Math.floor(from / chunkBytes), this.count - 1);
    const last = Math.min(Math.floor((from + length - 1) / chunkBytes), this.count - 1);
    const parts: Buffer[] = [];
    for await (const part of this.chunks(first, last)) parts.push(part);
    const start = from - first * chunkBytes;
    return Buffer.concat(parts).subarray(start, start + length);
  }

  private readBatch(from: number, last: number): Promise<Buffer> {
    const chunks = Math.min(batch, last - from + 1);
    const position = this.start + from * sealedChunkBytes;
    return this.store.read(this.name, position, chunks * sealedChunkBytes);
  }
}

/** The sealed key of a stored file, and where its content starts. */
export async function readHeader(
  store: ReadableStore,
  name: string,
): Promise<{ text: string; end: number }> {
  const start = await store.read(name, 0, longestHeader);
  const end = start.indexOf('\n');
  if (end < 0) throw new BlobBroken(name);
  return { text: start.toString('utf8', 0, end), end: end + 1 };
}

/** Whether all of a stored file opens with this key and is as it was put. Throws NotFound. */
export async function opens(store: ReadableStore, name: string, key: MasterKey): Promise<boolean> {
  try {
    const reader = await BlobReader.of(store, name, key);
    for await (const part of reader.chunks()) void part;
    return true;
  } catch (error) {
    if (error instanceof BlobBroken) return false;
    throw error;
  }
}
