import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AlreadyRunning, holdFolder } from '../../platform/database/index.js';
import { syncFolder } from '../../platform/storage/index.js';
import { BackupRefused } from './backup-refused.js';
import { isTopName, manifestName } from './manifest.js';
import { syncFolders } from './walk.js';

const lockName = 'assay.lock';
const ending = '.partial';

/**
 * The folder in which a backup comes about, beside the one it becomes in one step at the end. It is held by a lock that dies
 * with its process, by which one that was broken off is known.
 */
export class AsideFolder {
  /** Where it lies by now. */
  private at: string;

  private constructor(
    readonly path: string,
    private readonly target: string,
    private letGo: () => void,
  ) {
    this.at = path;
  }

  /** For a backup into `wanted`, which is new or empty and not within `data`. What earlier ones left beside it is removed. */
  static async make(wanted: string, data: string): Promise<AsideFolder> {
    const target = freeFolder(wanted, data);
    const path = `${target}${ending}`;
    await removeLeftovers(dirname(target));
    if (existsSync(path)) {
      throw new BackupRefused(
        isHeld(path)
          ? `Another backup is being made in ${path}.`
          : `${path} is in the way, and no backup left it. Move it elsewhere.`,
      );
    }
    mkdirSync(path, { mode: 0o700 });
    try {
      return new AsideFolder(path, target, holdFolder(path));
    } catch (error) {
      await rm(path, { recursive: true, force: true });
      if (!(error instanceof AlreadyRunning)) throw error;
      throw new BackupRefused(
        `Nothing in ${dirname(target)} can be locked. Name a folder on a disk of this machine, and copy it elsewhere afterwards.`,
      );
    }
  }

  /** All of it is durable and has its name, or nothing has. */
  async become(): Promise<void> {
    this.letGo();
    this.letGo = () => undefined;
    await rm(join(this.path, lockName));
    await syncFolders(this.path);
    if (existsSync(this.target)) rmdirSync(this.target);
    await rename(this.path, this.target);
    this.at = this.target;
    await syncFolder(dirname(this.target));
  }

  async giveUp(): Promise<void> {
    this.letGo();
    await rm(this.at, { recursive: true, force: true });
  }
}

function freeFolder(wanted: string, data: string): string {
  const parent = dirname(resolve(wanted));
  if (!existsSync(parent)) throw new BackupRefused(`There is no folder ${parent}.`);
  const target = join(realpathSync(parent), basename(resolve(wanted)));
  const way = existsSync(data) ? relative(realpathSync(data), target) : '..';
  if (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way) {
    throw new BackupRefused(`${wanted} lies within the data of Assay: name another place.`);
  }
  if (!existsSync(target)) return target;
  const found = lstatSync(target);
  if (!found.isDirectory() || readdirSync(target).length > 0) {
    throw new BackupRefused(`${wanted} is there already: name a new folder for each backup.`);
  }
  if (found.dev !== lstatSync(dirname(target)).dev) {
    throw new BackupRefused(`${wanted} is a disk of its own: name a new folder on it.`);
  }
  return target;
}

/** Those of every backup that was broken off there: each has another name, and nobody would come back for them. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const { name } of readdirSync(parent, { withFileTypes: true }).filter(isLeftover)) {
    const path = join(parent, name);
    const names = readdirSync(path);
    const ours = names.includes(lockName) || names.includes(manifestName) || names.length === 0;
    const all = names.every((one) => isTopName(one) || one.startsWith(lockName));
    if (ours && all && !isHeld(path)) await rm(path, { recursive: true });
  }
}

const isLeftover = (entry: Dirent): boolean => entry.isDirectory() && entry.name.endsWith(ending);

function isHeld(path: string): boolean {
  if (!existsSync(join(path, lockName))) return false;
  try {
    holdFolder(path)();
    return false;
  } catch (error) {
    if (error instanceof AlreadyRunning) return true;
    throw error;
  }
}
