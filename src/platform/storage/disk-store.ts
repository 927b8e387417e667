import type { OnApplicationBootstrap } from '@nestjs/common';
import { mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addMilliseconds, type Clock } from '../clock.js';
import { newId } from '../ids.js';
import { DiskFolder } from './disk-folder.js';
import { inWords, makeFolder, syncFolder } from './durable.js';
import type { ObjectStore } from './object-store.js';
import { writeBehind } from './write-behind.js';

const orphanAfterMs = 24 * 3_600_000;

/** A folder of files, in 256 folders by the end of their names. A file is written aside, synced and renamed. */
export class DiskStore extends DiskFolder implements ObjectStore, OnApplicationBootstrap {
  private readonly incoming: string;

  /** `shared`: other processes may be writing into the same folder. */
  constructor(
    folder: string,
    private readonly clock: Clock,
    private readonly shared = true,
  ) {
    super(folder);
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

  async remove(name: string): Promise<void> {
    const file = this.fileOf(name);
    await rm(file, { force: true });
    await syncFolder(dirname(file)).catch(() => undefined);
  }
}
