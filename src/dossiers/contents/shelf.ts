import { Readable } from 'node:stream';
import { sha256 } from '../../platform/ids.js';
import type { Blobs } from '../../platform/storage/index.js';
import type { Stored } from './part.js';

const fullAt = 4_000_000;

/** Many short texts in one stored file: a file each would take longer to be made durable than to be written. */
export class Shelf {
  private readonly pieces: Buffer[] = [];
  private bytes = 0;
  private name: string | undefined;

  constructor(private readonly blobs: Blobs) {}

  get isFull(): boolean {
    return this.name !== undefined;
  }

  async put(content: Buffer): Promise<Stored> {
    const [from, { length }] = [this.bytes, content];
    this.pieces.push(content);
    this.bytes += length;
    if (this.bytes >= fullAt) {
      this.name = (await this.blobs.put(Buffer.concat(this.pieces))).name;
      this.pieces.splice(0);
    }
    const open = async () => Readable.from([await this.read(from, length)], { objectMode: false });
    return { bytes: length, sha256: sha256(content), open };
  }

  async remove(): Promise<void> {
    if (this.name !== undefined) await this.blobs.remove(this.name);
  }

  private async read(from: number, length: number): Promise<Buffer> {
    if (this.name !== undefined) return this.blobs.read(this.name, from, length);
    return Buffer.concat(this.pieces).subarray(from, from + length);
  }
}
