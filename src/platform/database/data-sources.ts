import {
  DataSource,
  getMetadataArgsStorage,
  type DataSourceOptions,
  type MixedList,
  type MigrationInterface,
} from 'typeorm';
import { join } from 'node:path';
import { bindNumbers } from './bound-numbers.js';
import { SnakeCase } from './naming.js';

export interface Place {
  folder: string;
  databaseUrl?: string | undefined;
  migrations: MixedList<new () => MigrationInterface>;
}

export interface Sources {
  writer: DataSource;
  reader: DataSource;
  /** How many units of work may be open at once. */
  counters: number;
}

export const databaseFile = (folder: string): string => join(folder, 'assay.sqlite');

/** The two doors' hinges: one DataSource that may write, one that cannot. */
export async function dataSources(place: Place): Promise<Sources> {
  const shared = sharedBy(place.migrations);
  return place.databaseUrl
    ? postgresSources(place.databaseUrl, shared)
    : sqliteSources(databaseFile(place.folder), shared);
}

/** A file that nobody writes and that is only read. */
export const fileSource = (file: string, migrations: Place['migrations']): DataSource =>
  new DataSource({
    ...sharedBy(migrations),
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    fileMustExist: true,
  });

/** One connection, so that all that is asked is asked inside the transaction that was begun in it. */
export async function snapshotSource(
  url: string,
  migrations: Place['migrations'],
): Promise<DataSource> {
  await countsAsNumbers();
  return new DataSource({
    ...sharedBy(migrations),
    type: 'postgres',
    url,
    poolSize: 1,
    extra: {
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 0,
      options: '-c idle_in_transaction_session_timeout=0',
    },
  });
}

function sharedBy(migrations: Place['migrations']) {
  // Every decorated entity that was imported: the domains need no second list of them here.
  const entities = getMetadataArgsStorage().tables.map((table) => table.target as new () => object);
  return {
    entities,
    migrations,
    namingStrategy: new SnakeCase(),
    migrationsTableName: 'migration',
    logging: false,
  } satisfies Partial<DataSourceOptions>;
}

type Shared = ReturnType<typeof sharedBy>;

interface Pragmas {
  pragma(text: string): unknown;
}

function sqliteSources(database: string, shared: Shared): Sources {
  const open = (readonly: boolean): DataSource =>
    new DataSource({
      ...shared,
      type: 'better-sqlite3',
      database,
      readonly,
      enableWAL: !readonly,
      statementCacheSize: 500,
      prepareDatabase: (connection: Pragmas) => {
        if (!readonly) connection.pragma('synchronous = FULL');
        connection.pragma('temp_store = MEMORY');
        connection.pragma('cache_size = -32000');
        connection.pragma('mmap_size = 268435456');
      },
    });
  return { writer: bindNumbers(open(false)), reader: open(true), counters: 1 };
}

const int8 = 20;
const numeric = 1700;

/** Counts and sums arrive as numbers, as they do from SQLite. */
async function countsAsNumbers(): Promise<void> {
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(int8, Number);
  pg.types.setTypeParser(numeric, Number);
}

async function postgresSources(url: string, shared: Shared): Promise<Sources> {
  await countsAsNumbers();
  const counters = 10;
  const open = (extra: object): DataSource =>
    new DataSource({
      ...shared,
      type: 'postgres',
      url,
      poolSize: counters,
      extra: { connectionTimeoutMillis: 5_000, ...extra },
    });
  return {
    writer: open({ options: '-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s' }),
    reader: open({ options: '-c default_transaction_read_only=on' }),
    counters,
  };
}
