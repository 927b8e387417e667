import { CheckpointQueries, JournalTree } from '../../journal/index.js';
import type { Database } from '../../platform/database/index.js';
import { declaredBlobNames } from '../../platform/storage/index.js';
import type { JournalFacts } from './facts.js';

/**
 * Names of all stored files that the database tells of. Everything that names some must have been loaded. `older`: it may lack
 * tables that this version has, which then name nothing.
 */
export async function namedFiles(database: Database, older = false): Promise<Set<string>> {
  const names = new Set<string>();
  for (const query of declaredBlobNames()) {
    try {
      const rows = await database.sql<{ name: string }[]>`SELECT name FROM (${query}) named`;
      for (const { name } of rows) names.add(name);
    } catch (error) {
      if (!older) throw error;
    }
  }
  return names;
}

export async function journalFacts(database: Database): Promise<JournalFacts> {
  const [head] = await database.sql<{ size: number; hash: string }[]>`
    SELECT size, hash FROM journal_head`;
  const entries = head?.size ?? 0;
  const root = await new JournalTree(database).root(entries);
  const checkpoint = await new CheckpointQueries(database).latest();
  return {
    entries,
    head: head?.hash ?? '',
    root: root.toString('hex'),
    checkpoint: checkpoint?.note ?? null,
  };
}
