import { Injectable, Logger } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Invalid } from '../../platform/errors.js';
import {
  acceptedInWords,
  acceptedTypes,
  inspect,
  storedName,
} from '../../platform/inspection/index.js';
import { Blobs, type StoredBlob } from '../../platform/storage/index.js';
import { SharedTurns } from '../../platform/turns.js';
import { limited } from './limited.js';

export interface GivenFile {
  name: string;
  content: Readable;
  /** What it is said to be, in hex. */
  sha256?: string | undefined;
}

/** A file that is stored and was looked at, and that no row names yet. */
export interface TakenFile {
  blob: string;
  sha256: string;
  bytes: number;
  name: string;
  mediaType: string;
  extension: string;
}

const atOnce = 8;
const atOnceOfOne = 2;
const patienceMs = 20_000;

/** The way of every file into the store: written, looked at, and only then named by a row. */
@Injectable()
export class FileIntake {
  private readonly log = new Logger('evidence');
  private readonly turns = new SharedTurns(atOnce, atOnceOfOne, patienceMs);

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly blobs: Blobs,
  ) {}

  get mostBytes(): number {
    return this.config.uploadMb * 1024 * 1024;
  }

  get tooLarge(): string {
    return `is larger than ${this.config.uploadMb} MB, the most that is taken here`;
  }

  /**
   * Stores the file and hands it to `keep`, which writes the rows. What no row names afterwards is gone again. A file takes
   * its turn while it arrives: `party` is whose share that is.
   */
  async take<T>(
    party: string,
    given: GivenFile,
    keep: (file: TakenFile) => Promise<T>,
  ): Promise<T> {
    this.assertNamed(given.name);
    return this.turns.take(party, async () => {
      const content = limited(given.content, this.mostBytes, this.tooLarge);
      const stored = await this.blobs.put(content);
      try {
        if (given.sha256 !== undefined && given.sha256 !== stored.sha256) {
          throw new Invalid({ file: 'is not what it was said to be: its SHA-256 is another' });
        }
        const { name: blob, ...facts } = stored;
        return await keep({ blob, ...facts, ...(await this.inspected(given.name, stored)) });
      } finally {
        await this.removeUnnamed(stored.name);
      }
    });
  }

  /** Refuses early what its name alone says is refused. */
  assertNamed(name: string): void {
    const [, ending] = /\.([^.]+)$/.exec(storedName(name).toLowerCase()) ?? [];
    if (acceptedTypes.some(({ extensions }) => extensions.includes(ending ?? ''))) return;
    const why = ending
      ? `is of a kind that is not accepted (.${ending.slice(0, 16)})`
      : 'has no ending that says what it is, like .pdf';
    throw new Invalid({ file: `${why}: send ${acceptedInWords}` });
  }

  private async inspected(name: string, { name: blob, bytes }: StoredBlob) {
    const read = (from: number, length: number) => this.blobs.read(blob, from, length);
    const { type, extension } = await inspect({ name, bytes, read });
    return { name: storedName(name), mediaType: type, extension };
  }

  /** Whether a row names it is asked of the rows: a commit may have failed after it was done. */
  private async removeUnnamed(blob: string): Promise<void> {
    try {
      const named = await this.database.sql<object[]>`
        SELECT 1 AS one FROM evidence_file WHERE blob = ${blob}`;
      if (named.length === 0) await this.blobs.remove(blob);
    } catch (error) {
      this.log.warn({ err: error });
    }
  }
}
