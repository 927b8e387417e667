import SqliteFile from 'better-sqlite3';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile, fileSource, type Place } from '../data-sources.js';
import { CopyRefused } from './copy-refused.js';
import { stillOf, type StillDatabase } from './still.js';

export const fileName = 'assay.sqlite';
const pagesAtOnce = 1_000;

export type Tell = (done: number, total: number) => void;

/**
 * Copies the file, as it is at one moment, into `folder` while others write. The moment is held by a reading transaction:
 * without one the copying would start again at every write.
 */
export async function copyFile(place: Place, folder: string, tell: Tell): Promise<string> {
  const from = databaseFile(place.folder);
  if (!existsSync(from)) throw new CopyRefused(`There is no data in ${place.folder}.`);
  const to = join(folder, fileName);
  closeSync(openSync(to, 'wx', 0o600));
  const source = new SqliteFile(from, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_master').get();
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    source.close();
  }
  // Without a log beside it, it can be read where nothing can be written.
  const copy = new SqliteFile(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  return fileName;
}

/** Everything that is wrong with the file itself; then `look` at what is in it. Nothing is written, not even beside it. */
export async function lookIntoFile<T>(
  file: string,
  migrations: Place['migrations'],
  look: (still: StillDatabase, problems: readonly string[]) => Promise<T>,
): Promise<T> {
  const source = fileSource(file, migrations);
  try {
    await source.initialize();
    const problems = await problemsOf((pragma) => source.query(`PRAGMA ${pragma}`));
    const tables: { name: string }[] = await source.query(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
    );
    if (!tables.some(({ name }) => name === 'migration')) {
      throw new CopyRefused(`${file} is not a database of Assay.`);
    }
    const names = tables.map(({ name }) => name);
    return await look(await stillOf(source, names), problems);
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code?.startsWith('SQLITE_')) throw error;
    throw new CopyRefused(`${file} is not a database, or it is damaged: ${code}.`);
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

async function problemsOf(ask: (pragma: string) => Promise<unknown>): Promise<string[]> {
  const whole = (await ask('integrity_check(20)')) as { integrity_check: string }[];
  const leading = (await ask('foreign_key_check')) as { table: string; parent: string }[];
  return [
    ...whole.map(({ integrity_check }) => integrity_check).filter((text) => text !== 'ok'),
    ...new Set(leading.map(({ table, parent }) => `rows of ${table} name none of ${parent}`)),
  ];
}
