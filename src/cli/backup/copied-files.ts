import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inLanes } from '../../platform/lanes.js';
import { DiskFolder, placeOf } from '../../platform/storage/index.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { copiedFile, type Copied } from './copied-file.js';
import { belongs, filesFolder, ownFolders } from './manifest.js';
import { walk } from './walk.js';

/** Each waits for the disk more than it works. */
export const lanes = 6;

const pathOf = (name: string): string => `${filesFolder}/${placeOf(name).replace('\\', '/')}`;

/** The files of a backup that comes about: what was copied, and what of that is in it. */
export class CopiedFiles {
  readonly copied = new Map<string, Copied>();
  /** What was named and is nowhere. */
  missing: string[] = [];

  constructor(
    private readonly data: string,
    private readonly into: string,
    private readonly terminal: Terminal,
  ) {}

  /** Every stored file that is there now. One that is removed meanwhile is none. */
  async stored(): Promise<void> {
    const folder = join(this.data, filesFolder);
    if (!existsSync(folder)) return;
    const names: string[] = [];
    for await (const name of new DiskFolder(folder).names()) names.push(name);
    await this.copy(names.map(pathOf));
  }

  /**
   * Copies what is `named` at a moment that is held and was not copied yet. Says false where some of it is gone that was there,
   * or not yet named, at the moment before: a file may come and go between the two. Then another moment tells.
   */
  async meet(named: ReadonlySet<string>): Promise<boolean> {
    await this.copy([...named].map(pathOf).filter((path) => !this.copied.has(path)));
    const missing = [...named].filter((name) => !this.copied.has(pathOf(name)));
    const isKnown = missing.every((name) => this.missing.includes(name));
    this.missing = missing.sort();
    return isKnown;
  }

  /** Nothing but what is `named` stays. */
  async keepOnly(named: ReadonlySet<string>): Promise<void> {
    const paths = new Set([...named].map(pathOf));
    for (const path of [...this.copied.keys()]) {
      if (!path.startsWith(`${filesFolder}/`) || paths.has(path)) continue;
      await rm(join(this.into, path));
      this.copied.delete(path);
    }
  }

  /** What the operator put into the data folder. */
  async own(): Promise<void> {
    for (const name of ownFolders) {
      const folder = join(this.data, name);
      if (!existsSync(folder)) continue;
      const { files, strange } = await walk(folder);
      const paths = files.map((path) => `${name}/${path}`);
      await this.copy(paths.filter(belongs));
      const left = [
        ...paths.filter((path) => !belongs(path)),
        ...strange.map((s) => `${name}/${s}`),
      ];
      for (const path of left) {
        this.terminal.complain(`Left out, a link or a name with odd letters: ${path}`);
      }
    }
  }

  private async copy(paths: readonly string[]): Promise<void> {
    const progress = new Progress(this.terminal, 'Files', paths.length);
    await inLanes(lanes, paths, async (path) => {
      const copied = await unlessGone(copiedFile(join(this.data, path), join(this.into, path)));
      if (copied) this.copied.set(path, copied);
      progress.add(1);
    });
  }
}

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
