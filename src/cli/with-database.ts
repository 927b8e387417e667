import { migrations } from '../../migrations/index.js';
import type { Config } from '../platform/config/index.js';
import { openDatabase, type Database } from '../platform/database/index.js';
import type { Terminal } from './terminal.js';

/** Opens the data for one command and closes it again, whatever happens. `hold`: it also writes, or must be alone. */
export async function withDatabase<T>(
  { data, databaseUrl }: Config,
  terminal: Terminal,
  hold: boolean | 'alone',
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const report = (error: unknown) => terminal.complain(String(error));
  const { database, close } = await openDatabase(
    { folder: data, databaseUrl, migrations },
    { report, hold, isThere: true },
  );
  try {
    return await work(database);
  } finally {
    await close();
  }
}
