import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { verifyJournal } from '../../journal/index.js';
import { lookIntoCopy, type StillDatabase } from '../../platform/database/index.js';
import { placeOf } from '../../platform/storage/index.js';
import type { BackupFacts } from './facts.js';
import { filesFolder, type Manifest } from './manifest.js';
import type { OpenedBackup } from './opened-backup.js';
import { namedFiles } from './stored-content.js';

export interface Checked {
  problems: string[];
  /** What could not be looked at, and why. */
  unchecked: string[];
  /** How this version stands to the schema of its database, where that could be looked at. */
  schema?: StillDatabase['schema'];
}

/** The database of a backup whose files are as they were: as such, and against what the backup says of it. Everything that names stored files must have been loaded. */
export async function checkDatabase({ folder, manifest, facts }: OpenedBackup): Promise<Checked> {
  const copy = join(folder, facts.database);
  const { problems, seen, unseen } = await lookIntoCopy(copy, migrations, async (still) => {
    const { schema } = still;
    if (schema === 'newer') {
      const unchecked = `the journal, and which files are named: a newer Assay made it, ${facts.madeBy}.`;
      return { problems: await countsUnlike(still, facts), unchecked, schema };
    }
    const missed = await filesMissed(still, facts, manifest);
    return { problems: [...(await unlike(still, facts)), ...missed], unchecked: undefined, schema };
  });
  return {
    problems: [...problems, ...(seen?.problems ?? [])],
    unchecked: [seen?.unchecked, unseen].filter((text) => text !== undefined),
    ...(seen && { schema: seen.schema }),
  };
}

/** How a database differs from what a backup says of its own: in tables, rows and journal. */
export async function unlike(still: StillDatabase, facts: BackupFacts): Promise<string[]> {
  const problems = await countsUnlike(still, facts);
  const journal = await verifyJournal(still.database);
  problems.push(...journal.problems);
  const { entries, head, root } = facts.journal;
  if (journal.entries !== entries || journal.hash !== head || journal.root !== root) {
    problems.push(
      `The journal has ${journal.entries} entries and the root ${journal.root}, not ${entries} and ${root}.`,
    );
  }
  return problems;
}

async function countsUnlike(still: StillDatabase, facts: BackupFacts): Promise<string[]> {
  const problems: string[] = [];
  const tables = await still.tables();
  if (still.migration !== facts.migration) {
    problems.push(`The last migration is ${still.migration}, not ${facts.migration}.`);
  }
  const names = new Set([...Object.keys(facts.tables), ...Object.keys(tables)]);
  for (const name of names) {
    const [is, was] = [tables[name], facts.tables[name]];
    if (is !== was) problems.push(`${name} has ${is ?? 'no'} rows, not ${was ?? 'none'}.`);
  }
  return problems;
}

async function filesMissed(
  { database, schema }: StillDatabase,
  { files }: BackupFacts,
  manifest: Manifest,
): Promise<string[]> {
  const missing = new Set(files.missing);
  const named = await namedFiles(database, schema === 'older');
  return [...named]
    .filter((name) => !missing.has(name) && !manifest.has(`${filesFolder}/${placeOf(name)}`))
    .map((name) => `The database names the file ${name}, which is not in the backup.`);
}
