import SqliteFile from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export class AlreadyRunning extends Error {}

/** Where a restore gathers what it puts in its place at the end; it stands there until all of it is. */
export const restoringIn = (folder: string): string => join(folder, 'restoring');

/** Half of what was restored must not be taken for all of it. */
export function refuseHalfRestored(folder: string): void {
  if (!existsSync(restoringIn(folder))) return;
  throw new AlreadyRunning(
    `A restore into ${folder} is under way or was broken off. Do it again, or empty the folder but for keys/.`,
  );
}

/** Holds the folder for this process; the operating system lets go of it when the process dies, however it dies. */
export function holdFolder(folder: string): () => void {
  const lock = new SqliteFile(join(folder, 'assay.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new AlreadyRunning(
      `Another Assay is running on ${folder}. An SQLite file takes one writing process: stop the other one, ` +
        'or use PostgreSQL (ASSAY_DATABASE_URL) to run several.',
    );
  }
  return () => lock.close();
}
