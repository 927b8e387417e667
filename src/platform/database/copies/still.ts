import type { DataSource } from 'typeorm';
import { Database } from '../database.js';

/** What a database holds at one moment that does not pass while it is looked at: a copy of it, or a snapshot. */
export interface StillDatabase {
  database: Database;
  /** Name of the migration that ran last. */
  migration: string;
  /** How this version stands to its schema. */
  schema: 'same' | 'older' | 'newer';
  /** How many rows each table has. */
  tables(): Promise<Record<string, number>>;
}

/** `source` must be open, and see nothing else than this one moment. */
export async function stillOf(
  source: DataSource,
  tableNames: readonly string[],
): Promise<StillDatabase> {
  const table = source.options.migrationsTableName ?? 'migration';
  const run: { name: string }[] = await source.query(`SELECT name FROM ${table} ORDER BY id`);
  const known = source.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const ran = new Set(run.map(({ name }) => name));
  const newer = run.some(({ name }) => !known.includes(name));
  const older = known.some((name) => !ran.has(name));
  const tables = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const name of [...tableNames].sort()) {
      const [row]: { n: number }[] = await source.query(`SELECT count(*) AS n FROM "${name}"`);
      counts[name] = row?.n ?? 0;
    }
    return counts;
  };
  return {
    database: new Database({ writer: source, reader: source, counters: 1 }, () => undefined),
    migration: run.at(-1)?.name ?? '',
    schema: newer ? 'newer' : older ? 'older' : 'same',
    tables,
  };
}

/** Whether all is ready for a copy of this moment; where not, another moment is taken. */
export type Ready = (still: StillDatabase) => Promise<boolean>;
