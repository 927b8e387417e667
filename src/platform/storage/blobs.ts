import { createHash, randomBytes, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { newId } from '../ids.js';
import { type MasterKey } from '../keys/index.js';
import { BlobBroken, sealedChunk } from './blob-format.js';
import { BlobReader, readHeader } from './blob-reader.js';
import { inChunks } from './chunks.js';
import { resealFileKey, sealFileKey } from './file-key.js';
import type { ObjectStore } from './object-store.js';

export interface StoredBlob {
  /** Made here; the only thing needed to get it back. */
  name: string;
  /** Of the content as it was given, in hex. */
  sha256: string;
  bytes: number;
}

const copiedBytes = 1024 * 1024;

const headerOf = (sealed: string): Buffer => Buffer.from(`${sealed}\n`);

/**
 * Stored files, each encrypted with a key of its own that the master key seals. A file is whole under its name or
 * not there: it is durable before `put` answers. Removing it destroys its key with it.
 */
export class Blobs {
  constructor(
    private readonly store: ObjectStore,
    private readonly key: MasterKey,
  ) {}

  /** Call it outside any transaction, and save the answer in one afterwards. */
  async put(content: Readable | Uint8Array): Promise<StoredBlob> {
    const name = newId();
    const hash = createHash('sha256');
    const count = { bytes: 0 };
    try {
      await this.store.write(name, this.sealed(name, content, hash, count));
    } catch (error) {
      // It may lie there already, but not for sure: nobody is told of it.
      await this.store.remove(name).catch(() => undefined);
      throw error;
    }
    return { name, sha256: hash.digest('hex'), bytes: count.bytes };
  }

  /** The content, checked as it is read: a damaged file ends the stream with BlobBroken. */
  async open(name: string): Promise<Readable> {
    const reader = await BlobReader.of(this.store, name, this.key);
    return Readable.from(reader.chunks(), { objectMode: false });
  }

  /**
   * `length` bytes of the content from byte `from`, both whole and not negative; fewer or none where it ends before. Checked
   * like `open`, but only the chunks of 64 KiB that hold them are read.
   */
  async read(name: string, from: number, length: number): Promise<Buffer> {
    if (![from, length, from + length].every((part) => Number.isSafeInteger(part) && part >= 0)) {
      throw new RangeError(`There are no ${length} bytes from ${from}.`);
    }
    return (await BlobReader.of(this.store, name, this.key)).range(from, length);
  }

  /** Removing what is not there is no mistake: it may be asked twice. */
  async remove(name: string): Promise<void> {
    await this.store.remove(name);
  }

  /** The names of all stored files, also of those that no row tells of yet: `bornAt` says how old one is. */
  names(): AsyncIterable<string> {
    return this.store.names();
  }

  /**
   * Seals the file's key with the newest master key, in a new copy of the file that takes the old one's place; says false where
   * that is done already. The content is neither opened nor changed.
   */
  async reseal(name: string): Promise<boolean> {
    const { text, end } = await readHeader(this.store, name);
    const sealed = resealFileKey(this.key, name, text);
    if (sealed === undefined) return false;
    await this.store.write(name, this.withHeader(sealed, name, end));
    return true;
  }

  private async *withHeader(sealed: string, name: string, start: number): AsyncGenerator<Buffer> {
    yield headerOf(sealed);
    const size = await this.store.size(name);
    for (let from = start; from < size; from += copiedBytes) {
      const length = Math.min(copiedBytes, size - from);
      const part = await this.store.read(name, from, length);
      if (part.length !== length) throw new BlobBroken(name);
      yield part;
    }
  }

  private async *sealed(
    name: string,
    content: Readable | Uint8Array,
    hash: Hash,
    count: { bytes: number },
  ): AsyncGenerator<Uint8Array> {
    const fileKey = randomBytes(32);
    yield headerOf(sealFileKey(this.key, name, fileKey));
    for await (const { number, last, pieces } of inChunks(content)) {
      for (const piece of pieces) {
        hash.update(piece);
        count.bytes += piece.length;
      }
      yield* sealedChunk(fileKey, { name, number, last }, pieces);
    }
  }
}

/** When the file with this name was put: names are UUIDs of version 7, which begin with the time. */
export function bornAt(name: string): Date {
  return new Date(Number.parseInt(name.slice(0, 8) + name.slice(9, 13), 16));
}
