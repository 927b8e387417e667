import { Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { system } from '../../../platform/actor.js';
import { Clock } from '../../../platform/clock.js';
import { Config } from '../../../platform/config/index.js';
import { Database } from '../../../platform/database/index.js';
import { storedName } from '../../../platform/inspection/index.js';
import { Every } from '../../../platform/sweeps/index.js';
import { AdvisoryReader } from './advisory-reader.service.js';
import { recordsOf } from './arrived-file.js';
import { AdvisoryFile } from './import.entity.js';
import { Imports } from './imports.service.js';

const mostFiles = 10_000;

interface Looked {
  bytes: number;
  changedMs: number;
  /** Read, or not to be read: nothing is done until it changes. */
  done: boolean;
}

/**
 * Reads advisories from a folder of the server, where its operator named one. Nothing in it is moved or removed: what was read
 * is remembered by its SHA-256. A file that is still being written waits until it was the same at two looks.
 */
@Injectable()
export class WatchedFolder {
  private readonly log = new Logger('advisories');
  private readonly looked = new Map<string, Looked>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly imports: Imports,
    private readonly reader: AdvisoryReader,
  ) {}

  @Every(1)
  async look(): Promise<void> {
    const folder = this.config.advisoryFolder;
    if (folder === undefined) return;
    const names = (await readdir(folder).catch((error: unknown) => this.cannot(folder, error)))
      .filter((name) => /\.(json|ya?ml|zip)$/i.test(name))
      .sort()
      .slice(0, mostFiles);
    for (const name of this.looked.keys()) if (!names.includes(name)) this.looked.delete(name);
    for (const name of names) {
      await this.file(folder, name).catch((error: unknown) => this.cannot(name, error));
    }
  }

  private async file(folder: string, name: string): Promise<void> {
    const path = join(folder, name);
    const found = await lstat(path);
    // A link could lead anywhere on the server.
    if (!found.isFile()) return;
    const before = this.looked.get(name);
    const isSame = before?.bytes === found.size && before.changedMs === found.mtimeMs;
    if (isSame && before.done) return;
    const looked = { bytes: found.size, changedMs: found.mtimeMs, done: isSame };
    this.looked.set(name, looked);
    if (!isSame || found.size === 0) return;
    if (found.size > this.config.uploadMb * 1024 * 1024) {
      this.log.warn({ file: name, problem: `It is larger than ${this.config.uploadMb} MB.` });
      return;
    }
    if (!(await this.read(path, name, found.size))) looked.done = false;
  }

  /** False while another process is reading it, which may be killed before its end. */
  private async read(path: string, name: string, bytes: number): Promise<boolean> {
    const hash = await hashOf(path);
    const origin = { source: 'folder' as const, name: storedName(name) };
    const id = await this.begun(hash, bytes, origin);
    if (id === undefined) return this.isOver(hash);
    const records = recordsOf({ path, bytes }, origin.name, (text, where) =>
      this.reader.read(text, where),
    );
    await this.imports.run(system, id, origin, records);
    return this.isOver(hash);
  }

  /** Of several processes that look, one reads it. */
  private async begun(
    hash: string,
    bytes: number,
    origin: { source: 'folder'; name: string },
  ): Promise<string | undefined> {
    return this.database.transaction(async () => {
      const taken = await this.database.sql<object[]>`
        INSERT INTO advisory_file (hash, name, bytes, import_id, read_at)
        VALUES (${hash}, ${origin.name}, ${bytes}, ${null}, ${this.clock.now().toISOString()})
        ON CONFLICT (hash) DO NOTHING RETURNING hash`;
      if (taken.length !== 1) return undefined;
      const importId = await this.imports.begin(system, origin);
      await this.database.repository(AdvisoryFile).update({ hash }, { importId });
      return importId;
    });
  }

  private async isOver(hash: string): Promise<boolean> {
    const [file] = await this.database.sql<object[]>`
      SELECT f.hash FROM advisory_file f LEFT JOIN advisory_import i ON i.id = f.import_id
      WHERE f.hash = ${hash} AND (i.id IS NULL OR i.state <> 'running')`;
    return file !== undefined;
  }

  private cannot(what: string, error: unknown): string[] {
    this.log.error({ file: what, problem: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
