import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { renameSync, rmSync, statSync, writeSync } from 'node:fs';

const others = 0o077;

/** A key is missing, damaged, of the wrong kind, or open to others; the message says what to do. */
export class KeyRefused extends Error {}

/** Writes a file that nobody but its owner reads, whole or not at all, in a folder made the same way. */
export function writePrivately(folder: string, file: string, content: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  const handle = openSync(aside, 'wx', 0o600);
  try {
    writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(aside, file);
  syncFolder(folder);
}

/**
 * `next` takes the place of `file` in one step. The bytes of the old one are overwritten where they lay, which no longer has a
 * name; a disk that moves what is written may keep them all the same.
 */
export function replacePrivately(folder: string, file: string, next: string): void {
  const old = openSync(file, 'r+');
  try {
    renameSync(next, file);
    syncFolder(folder);
    const bytes = fstatSync(old).size;
    writeSync(old, randomBytes(bytes), 0, bytes, 0);
    fsyncSync(old);
  } finally {
    closeSync(old);
  }
}

/** Windows has no such bits: there the folder's own access list decides. */
export function refuseReadableByOthers(path: string, wanted: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & others) === 0) return;
  throw new KeyRefused(
    `${path} is open to other accounts of this machine. Close it with: chmod ${wanted} ${path}`,
  );
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
