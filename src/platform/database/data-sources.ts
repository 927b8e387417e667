import {
  DataSource,
  getMetadataArgsStorage,
  type DataSourceOptions,
  type MixedList,
  type MigrationInterface,
} from 'typeorm';
import { join } from 'node:path';
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
  // Every decorated entity that was imported: the domains need no second list of them here.
  const entities = getMetadataArgsStorage().tables.map((table) => table.target as new () => object);
  const shared = {
    entities,
    namingStrategy: new SnakeCase(),
    migrationsTableName: 'migration',
    logging: false,
  } satisfies Partial<DataSourceOptions>;
  return place.databaseUrl
    ? postgresSources(place.databaseUrl, { ...shared, migrations: place.migrations })
    : sqliteSources(databaseFile(place.folder), { ...shared, migrations: place.migrations });
}

type Shared = Partial<DataSourceOptions> & Pick<DataSourceOptions, 'entities' | 'migrations'>;

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
    } as DataSourceOptions);
  return { writer: open(false), reader: open(true), counters: 1 };
}

const int8 = 20;
const numeric = 1700;

async function postgresSources(url: string, shared: Shared): Promise<Sources> {
  const { default: pg } = await import('pg');
  // Counts and sums arrive as numbers, as they do from SQLite.
  pg.types.setTypeParser(int8, Number);
  pg.types.setTypeParser(numeric, Number);
  const counters = 10;
  const open = (extra: object): DataSource =>
    new DataSource({
      ...shared,
      type: 'postgres',
      url,
      poolSize: counters,
      extra: { connectionTimeoutMillis: 5_000, ...extra },
    } as DataSourceOptions);
  return {
    writer: open({ options: '-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s' }),
    reader: open({ options: '-c default_transaction_read_only=on' }),
    counters,
  };
}
