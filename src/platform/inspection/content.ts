import { setImmediate } from 'node:timers/promises';
import { refuse } from './refuse.js';

export interface InspectedFile {
  /** As the sender calls it. */
  name: string;
  /** Length of the content. */
  bytes: number;
  /** `length` bytes of the content from `from`, or fewer where the content ends. */
  read(from: number, length: number): Promise<Uint8Array>;
}

const windowBytes = 1024 * 1024;
const longestMs = 120_000;

/** The content being looked at: read a window at a time, with a limit to the work one file may cause. */
export class Content {
  readonly bytes: number;
  /** Why the content itself could not be read; such a failure is ours, not the file's. */
  failure: Error | undefined;
  private left: number;
  private readonly until = performance.now() + longestMs;
  private window: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };

  /** `workLimit` is how many bytes may be read or unpacked in all. */
  constructor(
    private readonly file: InspectedFile,
    workLimit: number,
  ) {
    this.bytes = file.bytes;
    this.left = workLimit;
  }

  /** At most 1 MB, at least one byte unless the content has ended. */
  async read(from: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, windowBytes, this.bytes - from));
    if (wanted === 0) return Buffer.alloc(0);
    this.spend(wanted);
    try {
      const read = await this.file.read(from, wanted);
      return Buffer.from(read.buffer, read.byteOffset, read.byteLength);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  /** Small reads near each other, from a window that is kept. */
  async near(from: number, length: number): Promise<Buffer> {
    const { window } = this;
    const inside = from >= window.from && from + length <= window.from + window.bytes.length;
    if (!inside) {
      this.window = { from, bytes: await this.read(from, Math.max(length, 64 * 1024)) };
    }
    const start = from - this.window.from;
    return this.window.bytes.subarray(start, start + length);
  }

  /** Every window from `from` to the end, in order; others get their turn in between. */
  async *windows(from = 0): AsyncGenerator<Buffer> {
    for (let at = from; at < this.bytes;) {
      const bytes = await this.read(at, windowBytes);
      if (bytes.length === 0) return;
      yield bytes;
      at += bytes.length;
      await setImmediate();
    }
  }

  head(length: number): Promise<Buffer> {
    return this.read(0, length);
  }

  tail(length: number): Promise<Buffer> {
    return this.read(Math.max(0, this.bytes - length), length);
  }

  /** Counts work; refuses the file when it asks for too much. */
  spend(bytes: number): void {
    this.left -= bytes;
    if (this.left >= 0 && performance.now() < this.until) return;
    refuse('takes too much work to check: save it again more simply, or split it');
  }
}
