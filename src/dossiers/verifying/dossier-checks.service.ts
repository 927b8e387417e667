import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { KnownKeys } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Invalid } from '../../platform/errors.js';
import { Daily } from '../../platform/sweeps/index.js';
import { theProgram, type Verdict } from './verify-dossier.js';
import { inZip, NotADossier, zipAt } from './zip-files.js';

const prefix = 'check-';
const dayMs = 24 * 3_600_000;
const mostBytes = 4 * 1024 ** 3;

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
  constructor(
    private readonly database: Database,
    private readonly keys: KnownKeys,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws Invalid where it is no dossier, with a sentence */
  async check(content: Readable): Promise<CheckedFile> {
    const folder = await mkdtemp(join(this.config.data, prefix));
    const gone = () => rm(folder, { recursive: true, force: true });
    try {
      const path = join(folder, 'dossier.zip');
      const sha256 = await received(content, path);
      const opened = async () => {
        const zip = await zipAt(path)();
        await gone();
        return zip;
      };
      const { verifyDossier } = await theProgram();
      const verdict = await inZip(opened, verifyDossier);
      return { verdict, sha256, ...(await this.knownOf(verdict, sha256)) };
    } catch (error) {
      if (!(error instanceof NotADossier)) throw error;
      throw new Invalid({ file: `is not a dossier. ${error.message.replace(/\.$/, '')}` });
    } finally {
      await gone();
    }
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
async function received(content: Readable, path: string): Promise<string> {
  const hash = createHash('sha256');
  let count = 0;
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        count += chunk.length;
        if (count > mostBytes) throw new Invalid({ file: 'is larger than 4 GB' });
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return hash.digest('hex');
}
