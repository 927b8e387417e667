import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../errors.js';
import type { ReadableStore } from './object-store.js';

const nameFormat = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where the file of this name lies in a folder of stored files: in one of 256 folders, by its end. Throws NotFound for what is none. */
export function placeOf(name: string): string {
  if (!nameFormat.test(name)) throw new NotFound('file');
  return join(name.slice(-2), name);
}

/** A folder of stored files that is only read: that of a server, or one in a backup. */
export class DiskFolder implements ReadableStore {
  constructor(protected readonly folder: string) {}

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

  protected fileOf(name: string): string {
    return join(this.folder, placeOf(name));
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
