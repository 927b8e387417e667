import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/platform/ids.js';

export interface TestPlace {
  folder: string;
  databaseUrl?: string;
  remove(): Promise<void>;
}

/** An empty folder and, where TEST_DATABASE_URL names a PostgreSQL server, an empty database of its own there. */
export async function freshPlace(like = 'template1'): Promise<TestPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return { folder, remove: async () => removeFolder() };
  const name = `assay_test_${newId().replaceAll('-', '')}`;
  // Block by block, as it is done otherwise, takes twice as long.
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${like} STRATEGY FILE_COPY`);
  const databaseUrl = new URL(server);
  databaseUrl.pathname = name;
  return {
    folder,
    databaseUrl: databaseUrl.href,
    remove: async () => {
      removeFolder();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Where pattern.ts left a migrated database: its folder and, where tests run on a server, its name there. */
export interface Pattern {
  folder: string;
  name?: string | undefined;
}

/** The same with a database that is migrated already: a copy of the run's pattern, or an empty place where there is none. */
export async function migratedPlace(): Promise<TestPlace> {
  const given = process.env['TEST_DATABASE_PATTERN'];
  if (!given) return freshPlace();
  const { folder, name } = JSON.parse(given) as Pattern;
  const place = await freshPlace(name);
  cpSync(folder, place.folder, { recursive: true });
  return place;
}

/** Another place with all that is in this one, which nothing may hold open meanwhile. */
export async function copyOf(place: TestPlace): Promise<TestPlace> {
  const copy = await freshPlace(place.databaseUrl && new URL(place.databaseUrl).pathname.slice(1));
  cpSync(place.folder, copy.folder, { recursive: true });
  return copy;
}

async function onServer(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
