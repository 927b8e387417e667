import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { snapshotSource, type Place } from '../data-sources.js';
import { runTool } from './client-tools.js';
import { CopyRefused } from './copy-refused.js';
import { stillOf, type Ready, type StillDatabase } from './still.js';

export const dumpName = 'database.dump';

/**
 * Dumps the database of the server into `folder`, as it is at one moment, and lets `look` see that same moment; nothing where it
 * was not ready.
 */
export async function dump<T>(
  { databaseUrl = '', migrations }: Place,
  folder: string,
  ready: Ready,
  look: (still: StillDatabase) => Promise<T>,
): Promise<{ file: string; seen: T } | undefined> {
  return atOneMoment(databaseUrl, migrations, async (source, names) => {
    if (!names.includes('migration')) throw new CopyRefused('There is no data in the database.');
    const still = await stillOf(source, names);
    if (!(await ready(still))) return undefined;
    const [{ id }]: [{ id: string }] = await source.query('SELECT pg_export_snapshot() AS id');
    await runTool('pg_dump', databaseUrl, [
      '--format=custom',
      '--no-owner',
      '--no-privileges',
      `--snapshot=${id}`,
      `--file=${join(folder, dumpName)}`,
    ]);
    return { file: dumpName, seen: await look(still) };
  });
}

/** What the server holds now; nothing where it has no table yet. */
export async function lookAtServer<T>(
  { databaseUrl = '', migrations }: Place,
  look: (still: StillDatabase | undefined) => Promise<T>,
): Promise<T> {
  return atOneMoment(databaseUrl, migrations, async (source, names) => {
    if (names.length === 0) return look(undefined);
    if (!names.includes('migration')) {
      throw new CopyRefused('The database holds something that is not of Assay.');
    }
    return look(await stillOf(source, names));
  });
}

/** All or nothing of the dump, into a database without any table. */
export async function undump({ databaseUrl = '' }: Place, file: string): Promise<void> {
  await runTool('pg_restore', databaseUrl, [
    '--exit-on-error',
    '--single-transaction',
    '--no-owner',
    '--no-privileges',
    file,
  ]);
}

async function atOneMoment<T>(
  url: string,
  migrations: Place['migrations'],
  work: (source: DataSource, tables: string[]) => Promise<T>,
): Promise<T> {
  const source = await snapshotSource(url, migrations);
  try {
    await source.initialize();
    await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables: { name: string }[] = await source.query(
      'SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()',
    );
    return await work(
      source,
      tables.map(({ name }) => name),
    );
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}
