import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { DataSource } from 'typeorm';

interface Connection {
  pragma(text: string): unknown;
}

const usual = ['cache_size = -32000', 'wal_autocheckpoint = 1000'];
/** What was written leaves memory soon, and is not moved into the database file by the commit. */
const large = ['cache_size = -2000', 'wal_autocheckpoint = 0'];
type Commit = 'FULL' | 'NORMAL';
const checkpoint = new URL('./checkpoint.mjs', import.meta.url);

/**
 * Work that writes so much that its commits would hold up everybody else: the disk is asked for its word while they
 * still write, and what they wrote moves into the database file in a thread of its own. Only where the writer is a
 * connection of this process; a server does all that by itself.
 */
export class LargeWrites {
  private moving: Promise<void> = Promise.resolve();
  private underWay = 0;
  private commit: Commit = 'FULL';

  constructor(
    private readonly connection: Connection,
    private readonly file: string,
    private readonly report: (error: unknown) => void,
  ) {}

  static of(writer: DataSource, report: (error: unknown) => void): LargeWrites | undefined {
    const { options, driver } = writer;
    if (options.type === 'postgres') return undefined;
    const { databaseConnection } = driver as unknown as { databaseConnection: Connection };
    return new LargeWrites(databaseConnection, String(options.database), report);
  }

  /** Before much is written, inside a transaction or before several. */
  begin(): void {
    this.underWay += 1;
    for (const pragma of large) this.connection.pragma(pragma);
  }

  /**
   * Before a transaction begins. Gives whether its commit will not ask the disk for its word: `sync` has to, before anybody is
   * told that it is saved.
   */
  ready(): boolean {
    const wanted = this.underWay > 0 ? 'NORMAL' : 'FULL';
    if (wanted !== this.commit) this.connection.pragma(`synchronous = ${wanted}`);
    this.commit = wanted;
    return wanted === 'NORMAL';
  }

  /** What was written so far is on the disk, without anybody waiting for that. */
  async sync(): Promise<void> {
    const wal = await open(`${this.file}-wal`, 'r+');
    try {
      await wal.datasync();
    } finally {
      await wal.close();
    }
  }

  /** After its end, whichever it was. */
  end(): void {
    this.underWay -= 1;
    this.moving = this.moving
      .then(() => this.move())
      .catch(this.report)
      .finally(() => {
        if (this.underWay > 0) return;
        for (const pragma of usual) this.connection.pragma(pragma);
      });
  }

  /** Resolves when no thread is at work. */
  idle(): Promise<void> {
    return this.moving;
  }

  private async move(): Promise<void> {
    const thread = new Worker(checkpoint, { workerData: this.file });
    await once(thread, 'exit');
  }
}
