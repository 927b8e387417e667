import type { OnApplicationBootstrap } from '@nestjs/common';
import { mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addMilliseconds, type Clock } from '../clock.js';
import { NotFound } from '../errors.js';
import { newId } from '../ids.js';
import { inWords, makeFolder, syncFolder } from './durable.js';
import type { ObjectStore } from './object-store.js';
import { writeBehind } from './write-behind.js';

const nameFormat = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const orphanAfterMs = 24 * 3_600_000;

/** A folder of files, in 256 folders by the end of their names. A file is written aside, synced and renamed. */
export class DiskStore implements ObjectStore, OnApplicationBootstrap {
  private readonly incoming: string;

  /** `shared`: other processes may be writing into the same folder. */
  constructor(
    private readonly folder: string,
    private readonly clock: Clock,
    private readonly shared = true,
  ) {
    this.incoming = join(folder, 'incoming');
    mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.removeLeftovers();
  }

  /** Those of writes that never ended: nobody was ever told of them. */
  async removeLeftovers(): Promise<void> {
    const oldest = addMilliseconds(this.clock.now(), -orphanAfterMs).getTime();
    for (const name of await readdir(this.incoming)) {
      const file = join(this.incoming, name);
      if (!this.shared || (await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
    }
    // A process that died between making a folder and syncing its parent left that to us.
    await syncFolder(this.folder);
  }

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const file = this.fileOf(name);
    const aside = join(this.incoming, newId());
    try {
      const handle = await open(aside, 'wx', 0o600);
      try {
        await writeBehind(handle, content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await makeFolder(dirname(file));
      await rename(aside, file);
      await syncFolder(dirname(file));
    } catch (error) {
      await rm(aside, { force: true }).catch(() => undefined);
      throw inWords(error);
    }
  }

  async read(name: string, from: number, length: number): Promise<Buffer> {
    return this.withFile(name, async (handle) => {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      for (;;) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, from + filled);
        filled += bytesRead;
        if (bytesRead === 0 || filled === length) return bytes.subarray(0, filled);
      }
    });
  }

  async size(name: string): Promise<number> {
    return this.withFile(name, async (handle) => (await handle.stat()).size);
  }

  async remove(name: string): Promise<void> {
    const file = this.fileOf(name);
    await rm(file, { force: true });
    await syncFolder(dirname(file)).catch(() => undefined);
  }

  async *names(): AsyncGenerator<string> {
    for (const shard of await readdir(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(shard)) continue;
      for (const name of await readdir(join(this.folder, shard))) {
        if (nameFormat.test(name) && name.endsWith(shard)) yield name;
      }
    }
  }

  private async withFile<T>(name: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const handle = await openFile(this.fileOf(name));
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  }

  private fileOf(name: string): string {
    if (!nameFormat.test(name)) throw new NotFound('file');
    return join(this.folder, name.slice(-2), name);
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotFound('file');
    throw error;
  }
}
