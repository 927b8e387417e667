import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;
const others = 0o077;

export class KeyRefused extends Error {}

/** The 32 bytes of `<folder>/master.key`, made there first where they are missing and may be made. */
export function readKeyFile(folder: string, mayCreate: boolean): Buffer {
  const file = join(folder, 'master.key');
  if (!existsSync(file)) {
    if (!mayCreate) {
      throw new KeyRefused(
        `${file} is missing, but something was sealed with it before. Put it back from your backup; a new key could not open what is stored.`,
      );
    }
    create(folder, file);
  }
  refuseReadableByOthers(folder, '700');
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
