import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { KnownKeys } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Busy, Invalid } from '../../platform/errors.js';
import { inWords } from '../../platform/storage/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { inTime } from './in-time.js';
import { theProgram, type Verdict } from './verify-dossier.js';
import { inZip, NotADossier, zipAt } from './zip-files.js';

const prefix = 'check-';
const dayMs = 24 * 3_600_000;
const mostBytes = 4 * 1024 ** 3;
const mostAtOnce = 3;
/** It takes twenty seconds or so for the largest. */
const patienceMs = 3 * 60_000;

export interface CheckedFile {
  verdict: Verdict;
  sha256: string;
  /** Whose key signed it: one of ours, or nobody's that is known here. */
  isOurs: boolean;
  /** The dossier that was built here and is this very file. */
  dossier?: { id: string; title: string };
}

/** Checks a dossier that somebody hands in. It lies on the disk without a name while it is read, and is gone afterwards. */
@Injectable()
export class DossierChecks {
  /** Who has one checked. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly keys: KnownKeys,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * One at a time for each person, and a few for all.
   * @throws Invalid where it is no dossier, with a sentence; Busy where there is no room or time for it
   */
  async check(personId: string, content: Readable): Promise<CheckedFile> {
    this.refuseMany(personId);
    this.underWay.add(personId);
    try {
      return await this.checked(content);
    } finally {
      this.underWay.delete(personId);
    }
  }

  private refuseMany(personId: string): void {
    const own = this.underWay.has(personId);
    if (!own && this.underWay.size < mostAtOnce) return;
    const which = own ? 'Another dossier of yours is' : `${mostAtOnce} dossiers are`;
    throw new Busy(
      `${which} being checked at the moment. Nothing was kept of this one; try again in a minute.`,
    );
  }

  private async checked(content: Readable): Promise<CheckedFile> {
    const folder = await mkdtemp(join(this.config.data, prefix));
    const gone = () => rm(folder, { recursive: true, force: true });
    try {
      const path = join(folder, 'dossier.zip');
      const sha256 = await received(content, path, await this.room());
      const opened = async () => {
        const zip = await zipAt(path)();
        await gone();
        return zip;
      };
      const { verifyDossier } = await theProgram();
      const verdict = await inZip(opened, (files) => verifyDossier(inTime(files, patienceMs)));
      return { verdict, sha256, ...(await this.knownOf(verdict, sha256)) };
    } catch (error) {
      if (!(error instanceof NotADossier)) throw inWords(error);
      throw new Invalid({ file: `is not a dossier. ${error.message.replace(/\.$/, '')}` });
    } finally {
      await gone();
    }
  }

  /** Half of what is free: whatever is checked at once, the data keeps its room. */
  private async room(): Promise<number> {
    const { bavail, bsize } = await statfs(this.config.data);
    return (bavail * bsize) / 2;
  }

  /** What a process that was killed left behind. */
  @Daily()
  async removeLeftovers(): Promise<void> {
    const { data } = this.config;
    const left = (await readdir(data)).filter((name) => name.startsWith(prefix));
    for (const name of left) {
      const { mtimeMs } = await stat(join(data, name));
      if (this.clock.now().getTime() - mtimeMs < dayMs) continue;
      await rm(join(data, name), { recursive: true, force: true });
    }
  }

  private async knownOf({ fingerprint }: Verdict, sha256: string) {
    const keys = await this.keys.list();
    const [dossier] = await this.database.sql<{ id: string; title: string }[]>`
      SELECT id, title FROM dossier WHERE sha256 = ${sha256} ORDER BY id LIMIT 1`;
    const isOurs = keys.some((key) => key.fingerprint === fingerprint);
    return { isOurs, ...(dossier && { dossier }) };
  }
}

/** Writes it down and gives its SHA-256. */
async function received(content: Readable, path: string, room: number): Promise<string> {
  const hash = createHash('sha256');
  let count = 0;
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        count += chunk.length;
        if (count > mostBytes) throw new Invalid({ file: 'is larger than 4 GB' });
        if (count > room) throw noRoom();
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return hash.digest('hex');
}

const noRoom = (): Busy =>
  new Busy(
    'There is too little space left here to check a dossier of this size. Nothing of it was kept; unpack it and run verify.sh in its folder.',
  );
