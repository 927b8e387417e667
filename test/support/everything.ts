import type { DataSource } from 'typeorm';
import { sql } from '../../src/platform/database/index.js';
import type { TestAssay } from './app.js';

/** Tables that every call may touch: who was here last, and what waits to be told. */
const passing = /^(session|api_token|remembered_reply|login_attempt|job)$/;

/** Every row of every table, by table: equal before and after what is to change nothing. */
export async function everything({ database }: TestAssay): Promise<Record<string, string[]>> {
  const { reader } = database as unknown as { reader: DataSource };
  const tables = reader.entityMetadatas.map(({ tableName }) => tableName);
  const rows: Record<string, string[]> = {};
  for (const table of ['finding_counter', 'finding_sighting', ...tables].sort()) {
    if (passing.test(table)) continue;
    const all = [`SELECT * FROM ${table}`];
    const named = sql(Object.assign(all, { raw: all }));
    const found = await database.sql<object[]>`${named}`;
    rows[table] = found.map((row) => JSON.stringify(row)).sort();
  }
  return rows;
}
