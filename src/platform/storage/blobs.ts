import type { OnApplicationBootstrap } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { addMilliseconds, type Clock } from '../clock.js';
import { NotFound } from '../errors.js';
import { newId } from '../ids.js';
import { type MasterKey } from '../keys/index.js';
import { BlobReader } from './blob-reader.js';
import { sealChunk } from './blob-format.js';
import { inChunks } from './chunks.js';
import { inWords, makeFolder, syncFolder } from './durable.js';

export interface StoredBlob {
  /** Made here; the only thing needed to get it back. */
  name: string;
  /** Of the content as it was given, in hex. */
  sha256: string;
  bytes: number;
}

const nameFormat = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const orphanAfterMs = 24 * 3_600_000;

/**
 * Stored files, each encrypted with a key of its own that the master key seals. A file is whole under its name or
 * not there: it is written aside, synced and renamed before `put` answers. Removing it destroys its key with it.
 */
export class Blobs implements OnApplicationBootstrap {
  private readonly incoming: string;

  constructor(
    private readonly folder: string,
    private readonly key: MasterKey,
    private readonly clock: Clock,
  ) {
    this.incoming = join(folder, 'incoming');
    mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
  }

  /** Leftovers of writes that never ended: nobody was ever told of them. */
  async onApplicationBootstrap(): Promise<void> {
    const oldest = addMilliseconds(this.clock.now(), -orphanAfterMs).getTime();
    for (const name of await readdir(this.incoming)) {
      const file = join(this.incoming, name);
      if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
    }
  }

  /** Call it outside any transaction, and save the answer in one afterwards. */
  async put(content: Readable | Uint8Array): Promise<StoredBlob> {
    const name = newId();
    const aside = join(this.incoming, name);
    try {
      const handle = await open(aside, 'wx', 0o600);
      try {
        const written = await this.write(handle, name, content);
        await handle.sync();
        await this.publish(aside, name);
        return { name, ...written };
      } finally {
        await handle.close();
      }
    } catch (error) {
      await rm(aside, { force: true });
      throw inWords(error);
    }
  }

  /** The content, checked as it is read: a damaged file ends the stream with BlobBroken. */
  async open(name: string): Promise<Readable> {
    const reader = new BlobReader(this.fileOf(name), name, this.key);
    await reader.readKey();
    return Readable.from(reader.chunks(), { objectMode: false });
  }

  /** Removing what is not there is no mistake: it may be asked twice. */
  async remove(name: string): Promise<void> {
    const file = this.fileOf(name);
    await rm(file, { force: true });
    await syncFolder(dirname(file)).catch(() => undefined);
  }

  private async write(
    handle: FileHandle,
    name: string,
    content: Readable | Uint8Array,
  ): Promise<{ sha256: string; bytes: number }> {
    const fileKey = randomBytes(32);
    const hash = createHash('sha256');
    let bytes = 0;
    await handle.writeFile(`${this.key.seal('blob', name, fileKey.toString('base64url'))}\n`);
    for await (const { number, last, plain } of inChunks(content)) {
      hash.update(plain);
      bytes += plain.length;
      await handle.writeFile(sealChunk(fileKey, { name, number, last }, plain));
    }
    return { sha256: hash.digest('hex'), bytes };
  }

  private async publish(aside: string, name: string): Promise<void> {
    const file = this.fileOf(name);
    await makeFolder(dirname(file));
    await rename(aside, file);
    await syncFolder(dirname(file));
  }

  private fileOf(name: string): string {
    if (!nameFormat.test(name)) throw new NotFound('file');
    return join(this.folder, name.slice(-2), name);
  }
}
