import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../platform/storage/index.js';

export interface Walked {
  /** Paths below the folder, with slashes. */
  files: string[];
  folders: string[];
  /** Neither files nor folders, such as links. */
  strange: string[];
}

export async function walk(folder: string): Promise<Walked> {
  const walked: Walked = { files: [], folders: [], strange: [] };
  await into(folder, '', walked);
  return walked;
}

/** Makes every name in it durable. */
export async function syncFolders(folder: string): Promise<void> {
  const { folders } = await walk(folder);
  for (const path of folders.reverse()) await syncFolder(join(folder, path));
  await syncFolder(folder);
}

async function into(folder: string, path: string, walked: Walked): Promise<void> {
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const below = path ? `${path}/${entry.name}` : entry.name;
    if (entry.isFile()) walked.files.push(below);
    else if (!entry.isDirectory()) walked.strange.push(below);
    else {
      walked.folders.push(below);
      await into(folder, below, walked);
    }
  }
}
