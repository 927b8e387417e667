import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Busy } from '../errors.js';

/** Makes the folder where it is missing, in a way that survives a power cut. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(folder));
}

/** Makes a rename or removal in the folder durable. Windows keeps no handle on folders and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const noSpaceCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']);

/** Whether it means that the disk is full. */
export const noSpace = (error: unknown): boolean =>
  noSpaceCodes.has(String((error as NodeJS.ErrnoException).code));

/** The same error, unless it means that the disk is full: that is said in words. */
export function inWords(error: unknown): unknown {
  return noSpace(error)
    ? new Busy('There is no space left for files. Nothing was stored; tell the operator.')
    : error;
}
