import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  KeyRefused,
  refuseReadableByOthers,
  replacePrivately,
  writePrivately,
} from './private-file.js';

const keyBytes = 32;
const currentIn = (folder: string): string => join(folder, 'master.key');
/** Stands beside the current one while everything is being sealed anew, and takes its place at the end. */
const nextIn = (folder: string): string => join(folder, 'master.key.next');

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

/** The next key takes the current one's place in one step, and the old one is destroyed. */
export function replaceCurrentKey(folder: string): void {
  replacePrivately(folder, currentIn(folder), nextIn(folder));
}

function create(folder: string, file: string): void {
  writePrivately(folder, file, randomBytes(keyBytes));
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
