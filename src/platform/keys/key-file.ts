import { randomBytes } from 'node:crypto';
import { existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { closeSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;
const others = 0o077;
const currentIn = (folder: string): string => join(folder, 'master.key');
/** Stands beside the current one while everything is being sealed anew, and takes its place at the end. */
const nextIn = (folder: string): string => join(folder, 'master.key.next');

export class KeyRefused extends Error {}

export interface KeyFiles {
  current: Buffer;
  next?: Buffer;
}

/** The 32 bytes of `<folder>/master.key`, made there first where they are missing and may be made; and of the next one. */
export function readKeyFiles(folder: string, mayCreate: boolean): KeyFiles {
  const file = currentIn(folder);
  const next = nextIn(folder);
  if (!existsSync(file)) {
    if (!mayCreate || existsSync(next)) {
      throw new KeyRefused(
        `${file} is missing, but something was sealed with it before. Put it back from your backup; a new key could not open what is stored.`,
      );
    }
    create(folder, file);
  }
  refuseReadableByOthers(folder, '700');
  return existsSync(next) ? { current: read(file), next: read(next) } : { current: read(file) };
}

/** Makes the next key beside the current one; where it stands already, an earlier change goes on. */
export function makeNextKey(folder: string): void {
  if (!existsSync(nextIn(folder))) create(folder, nextIn(folder));
}

/**
 * The next key takes the current one's place in one step. The bytes of the old one are overwritten where they lay, which no
 * longer has a name; a disk that moves what is written may keep them all the same.
 */
export function replaceCurrentKey(folder: string): void {
  const old = openSync(currentIn(folder), 'r+');
  try {
    renameSync(nextIn(folder), currentIn(folder));
    syncFolder(folder);
    writeSync(old, randomBytes(keyBytes), 0, keyBytes, 0);
    fsyncSync(old);
  } finally {
    closeSync(old);
  }
}

function read(file: string): Buffer {
  refuseReadableByOthers(file, '600');
  const key = readFileSync(file);
  if (key.length !== keyBytes) {
    throw new KeyRefused(
      `${file} has ${key.length} bytes instead of ${keyBytes}: it is damaged. Put it back from your backup.`,
    );
  }
  return key;
}

function create(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  const handle = openSync(aside, 'wx', 0o600);
  try {
    writeSync(handle, randomBytes(keyBytes));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(aside, file);
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Windows has no such bits: there the folder's own access list decides. */
function refuseReadableByOthers(path: string, wanted: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & others) === 0) return;
  throw new KeyRefused(
    `${path} is open to other accounts of this machine. Close it with: chmod ${wanted} ${path}`,
  );
}
