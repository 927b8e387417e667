import { Readable } from 'node:stream';
import { sha256 } from '../../platform/ids.js';
import type { Blobs } from '../../platform/storage/index.js';
import type { Stored } from './part.js';

/** Many short texts in one stored file: a file each would take longer to be made durable than to be written. */
export class Shelf {
  private bytes = 0;
  private lies: { on: Buffer } | { as: string };

  /** They lie on `desk` until it is full: whoever gave it may use it again once this is stored. */
  constructor(
    private readonly blobs: Blobs,
    desk: Buffer,
  ) {
    this.lies = { on: desk };
  }

  hasRoomFor({ length }: Buffer): boolean {
    return 'on' in this.lies && this.bytes + length <= this.lies.on.length;
  }

  put(content: Buffer): Stored {
    const [from, { length }] = [this.bytes, content];
    if ('on' in this.lies) content.copy(this.lies.on, from);
    this.bytes += length;
    const open = async () => Readable.from([await this.read(from, length)], { objectMode: false });
    return { bytes: length, sha256: sha256(content), open };
  }

  async store(): Promise<void> {
    if ('on' in this.lies) this.lies = { as: await this.stored(this.lies.on) };
  }

  async remove(): Promise<void> {
    if ('as' in this.lies) await this.blobs.remove(this.lies.as);
  }

  private async stored(desk: Buffer): Promise<string> {
    return (await this.blobs.put(desk.subarray(0, this.bytes))).name;
  }

  private async read(from: number, length: number): Promise<Buffer> {
    if ('as' in this.lies) return this.blobs.read(this.lies.as, from, length);
    return Buffer.from(this.lies.on.subarray(from, from + length));
  }
}
