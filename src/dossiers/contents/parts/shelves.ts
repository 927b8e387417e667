import { Readable } from 'node:stream';
import { sha256 } from '../../../platform/ids.js';
import type { Blobs } from '../../../platform/storage/index.js';
import type { Stored } from './part.js';

const fullAt = 4_000_000;

/**
 * Many short texts in few stored files: a file each would take longer to be made durable than to be written. They are written and
 * read a whole file at a time, over two buffers that stay the same: whatever else holds so much is garbage a moment later.
 */
export class Shelves {
  private readonly names: string[] = [];
  private filling: Buffer = Buffer.alloc(0);
  private filled = 0;
  private reading: Buffer = Buffer.alloc(0);
  private readable: number | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly blobs: Blobs) {}

  /** One after another. */
  async put(content: Buffer | string, length: number): Promise<Stored> {
    if (this.filled > 0 && this.filled + length > fullAt) await this.store();
    this.filling = atLeast(this.filling, Math.max(fullAt, length));
    const [shelf, from] = [this.names.length, this.filled];
    if (typeof content === 'string') this.filling.write(content, from);
    else content.copy(this.filling, from);
    this.filled += length;
    const open = async () =>
      Readable.from([await this.read(shelf, from, length)], { objectMode: false });
    return { bytes: length, sha256: sha256(content), open };
  }

  async remove(): Promise<void> {
    for (const name of this.names.splice(0)) await this.blobs.remove(name);
  }

  private async store(): Promise<void> {
    const { name } = await this.blobs.put(this.filling.subarray(0, this.filled));
    this.names.push(name);
    this.filled = 0;
  }

  private async read(shelf: number, from: number, length: number): Promise<Buffer> {
    const name = this.names[shelf];
    if (name === undefined) return Buffer.from(this.filling.subarray(from, from + length));
    const read = this.turn.then(async () => {
      if (this.readable !== shelf) await this.fetch(shelf, name);
      return Buffer.from(this.reading.subarray(from, from + length));
    });
    this.turn = read.catch(() => undefined);
    return read;
  }

  private async fetch(shelf: number, name: string): Promise<void> {
    this.readable = undefined;
    let bytes = 0;
    for await (const piece of await this.blobs.open(name)) {
      const { length } = piece as Buffer;
      this.reading = atLeast(this.reading, Math.max(fullAt, bytes + length), bytes);
      this.reading.set(piece as Buffer, bytes);
      bytes += length;
    }
    this.readable = shelf;
  }
}

/** The same, or a larger one that begins with `kept` bytes of it. */
function atLeast(buffer: Buffer, bytes: number, kept = 0): Buffer {
  if (buffer.length >= bytes) return buffer;
  const larger = Buffer.allocUnsafeSlow(bytes);
  buffer.copy(larger, 0, 0, kept);
  return larger;
}
