import { basename, join } from 'node:path';
import type { Place } from '../data-sources.js';
import { readsWhole, ToolMissing } from './client-tools.js';
import { CopyRefused } from './copy-refused.js';
import { dump, dumpName, lookAtServer, undump } from './dump.js';
import { copyFile, fileName, lookIntoFile, type Tell } from './file-copy.js';
import type { Ready, StillDatabase } from './still.js';

export { CopyRefused } from './copy-refused.js';
export type { StillDatabase } from './still.js';

/** The names under which a copy can lie in its folder. */
export const copyNames: readonly string[] = [fileName, dumpName];

/** Whether it is the file itself, which can be put in its place and opened; otherwise a server has to take it. */
export const isFile = (copy: string): boolean => basename(copy) === fileName;

export interface Copying<T> {
  tell: Tell;
  /** Sees the moment before it is copied. */
  ready: Ready;
  /** Sees exactly what is in the copy. */
  look: (still: StillDatabase) => Promise<T>;
}

/**
 * Copies the whole database, as it is at one moment that is `ready`, into one file of `folder` while others write. Throws
 * CopyRefused, and leaves what it has written of the copy.
 */
export async function copyDatabase<T>(
  place: Place,
  folder: string,
  { tell, ready, look }: Copying<T>,
): Promise<{ file: string; seen: T }> {
  for (;;) {
    if (place.databaseUrl) {
      const made = await dump(place, folder, ready, look);
      if (made) return made;
      continue;
    }
    const file = await copyFile(place, folder, tell, ready);
    if (!file) continue;
    return { file, seen: await lookIntoFile(join(folder, file), place.migrations, look) };
  }
}

/**
 * Everything that is wrong with a copy as such, and `look` at what is in it where that can be done without a server. `unseen`
 * says why it could not be looked at.
 */
export async function lookIntoCopy<T>(
  copy: string,
  migrations: Place['migrations'],
  look: (still: StillDatabase) => Promise<T>,
): Promise<{ problems: readonly string[]; seen?: T; unseen?: string }> {
  if (isFile(copy)) {
    return lookIntoFile(copy, migrations, async (still, problems) => ({
      problems,
      seen: await look(still),
    }));
  }
  try {
    return (await readsWhole(copy))
      ? { problems: [], unseen: 'a dump of a database server is looked into when it is restored.' }
      : { problems: [`${basename(copy)} cannot be read by pg_restore.`] };
  } catch (error) {
    if (error instanceof ToolMissing) return { problems: [], unseen: error.message };
    throw error;
  }
}

/** Gives a dump to the server, unless it holds the same already; `look` says what is wrong with what it then holds. */
export async function giveToServer(
  place: Place,
  copy: string,
  isSame: (still: StillDatabase) => Promise<boolean>,
  look: (still: StillDatabase) => Promise<string[]>,
): Promise<string[]> {
  const before = await lookAtServer(place, async (still) =>
    still === undefined ? 'empty' : (await isSame(still)) ? 'same' : 'other',
  );
  if (before === 'other') {
    throw new CopyRefused('The database is not empty. Name a new one in ASSAY_DATABASE_URL.');
  }
  if (before === 'empty') await undump(place, copy);
  return lookAtServer(place, async (still) =>
    still === undefined ? ['The database is empty.'] : look(still),
  );
}
