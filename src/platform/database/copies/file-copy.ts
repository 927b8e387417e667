import SqliteFile from 'better-sqlite3';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { databaseFile, fileSource, type Place } from '../data-sources.js';
import { CopyRefused } from './copy-refused.js';
import { stillOf, type Ready, type StillDatabase } from './still.js';

export const fileName = 'assay.sqlite';
const pagesAtOnce = 1_000;

export type Tell = (done: number, total: number) => void;

interface Connection {
  backup(to: string, options: { progress: (pages: Pages) => number }): Promise<unknown>;
}

interface Pages {
  totalPages: number;
  remainingPages: number;
}

/**
 * Copies the file, as it is at one moment, into `folder` while others write; gives its name, or nothing where the moment was not
 * ready. It is held by a reading transaction: without one the copying would start again at every write.
 */
export async function copyFile(
  place: Place,
  folder: string,
  tell: Tell,
  ready: Ready,
): Promise<string | undefined> {
  const from = databaseFile(place.folder);
  if (!existsSync(from)) throw new CopyRefused(`There is no data in ${place.folder}.`);
  const to = join(folder, fileName);
  const source = fileSource(from, place.migrations);
  try {
    await source.initialize();
    await source.query('BEGIN');
    if (!(await ready(await stillOf(source, await tablesOf(source, from))))) return undefined;
    closeSync(openSync(to, 'wx', 0o600));
    const { databaseConnection } = source.driver as unknown as { databaseConnection: Connection };
    await databaseConnection.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    if (source.isInitialized) await source.destroy();
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

async function tablesOf(source: DataSource, file: string): Promise<string[]> {
  const tables: { name: string }[] = await source.query(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'`,
  );
  const names = tables.map(({ name }) => name);
  if (!names.includes('migration')) throw new CopyRefused(`${file} is not a database of Assay.`);
  return names;
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
    const names = await tablesOf(source, file);
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
