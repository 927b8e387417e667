import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { dataSources, databaseFile, type Place } from './data-sources.js';
import { Database } from './database.js';
import { holdServer } from './server-hold.js';
import { holdFolder, refuseHalfRestored } from './single-writer.js';
import { toldOfServer } from './unreachable.js';

export interface OpenDatabase {
  database: Database;
  close(): Promise<void>;
}

export interface OpenOptions {
  report: (error: unknown) => void;
  patienceMs?: number;
  /** False for a command that only looks while the server runs; `alone` for one that no server may run beside. */
  hold?: boolean | 'alone';
  /** For whoever works on what is there: an empty database is not made. */
  isThere?: boolean;
}

export class SchemaMismatch extends Error {}

/** Keeps every server and command away from this place until `release`, without opening what is there. */
export async function holdPlace(
  place: Place,
  report: OpenOptions['report'],
): Promise<{ release: Release }> {
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const file = holdFolder(place.folder);
  try {
    const server = place.databaseUrl ? await holdFor(place, { report, hold: 'alone' }) : nothing;
    const release = async (): Promise<void> => {
      await server();
      file();
    };
    return { release };
  } catch (error) {
    file();
    throw error;
  }
}

/** Opens both doors on a migrated schema: migrates it first, after a copy, where this process holds the folder. */
export async function openDatabase(place: Place, options: OpenOptions): Promise<OpenDatabase> {
  refuseHalfRestored(place.folder);
  if (options.isThere) refuseNone(place);
  mkdirSync(place.folder, { recursive: true, mode: 0o700 });
  const hold = options.hold ?? true;
  const release = hold === false ? nothing : await holdFor(place, options);
  if (!place.databaseUrl) createPrivate(databaseFile(place.folder));
  const sources = await dataSources(place);
  try {
    await connected(sources.writer, place);
    if (hold) await migrate(sources.writer, place);
    await refuseForeignSchema(sources.writer);
    await sources.reader.initialize();
  } catch (error) {
    if (sources.writer.isInitialized) await sources.writer.destroy();
    await release();
    throw error;
  }
  const database = new Database(sources, options.report, options.patienceMs);
  const close = async (): Promise<void> => {
    await database.close();
    await release();
  };
  return { database, close };
}

async function connected(writer: DataSource, { databaseUrl }: Place): Promise<void> {
  try {
    await writer.initialize();
  } catch (error) {
    throw databaseUrl ? toldOfServer(error) : error;
  }
}

type Release = () => void | Promise<void>;

const nothing: Release = () => undefined;

async function holdFor(place: Place, { hold, report }: OpenOptions): Promise<Release> {
  return place.databaseUrl
    ? holdServer({ url: place.databaseUrl, alone: hold === 'alone', report })
    : holdFolder(place.folder);
}

/** Otherwise a mistyped folder becomes a database, and stands in the way of what is to be restored there. */
function refuseNone({ folder, databaseUrl }: Place): void {
  if (databaseUrl || existsSync(databaseFile(folder))) return;
  throw new SchemaMismatch(
    `There is no database in ${folder}. Name the folder of the server’s data with ASSAY_DATA.`,
  );
}

/** The folder may have been made by somebody else, for everybody; SQLite gives the files beside this one its mode. */
function createPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

async function migrate(writer: DataSource, place: Place): Promise<void> {
  if (!(await writer.showMigrations())) return;
  if (!place.databaseUrl) await copyBefore(writer, place.folder);
  await writer.runMigrations({ transaction: 'all' });
}

async function copyBefore(writer: DataSource, folder: string): Promise<void> {
  const file = databaseFile(folder);
  const { size } = await stat(file);
  if (size < 10_000) return;
  await writer.query('PRAGMA wal_checkpoint(TRUNCATE)');
  const stamp = new Date()
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14);
  await copyFile(file, `${file}.before-${stamp}`);
}

async function refuseForeignSchema(writer: DataSource): Promise<void> {
  if (await writer.showMigrations()) {
    throw new SchemaMismatch(
      'The database is behind this version of Assay. Start the server once to bring it up.',
    );
  }
  const known = new Set(
    writer.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
  const table = writer.options.migrationsTableName ?? 'migration';
  const run: { name: string }[] = await writer.query(`SELECT name FROM ${table}`);
  const unknown = run.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) {
    throw new SchemaMismatch(
      `The database was made by a newer Assay (${unknown.map(({ name }) => name).join(', ')}). Install that version or newer.`,
    );
  }
}
