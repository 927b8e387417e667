import SqliteFile from 'better-sqlite3';
import { join } from 'node:path';

export class AlreadyRunning extends Error {}

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
