import { chmod, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/index.js';
import { copyDatabase, SchemaMismatch, type StillDatabase } from '../../platform/database/index.js';
import { keysIn, type SigningKey } from '../../platform/keys/index.js';
import { projectRoot } from '../../platform/project-root.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { AsideFolder } from './aside-folder.js';
import { BackupRefused, toldAs } from './backup-refused.js';
import { hashOfFile } from './copied-file.js';
import { CopiedFiles } from './copied-files.js';
import { factsText, type BackupFacts } from './facts.js';
import { keysAtHand, namesOf, type KeysAtHand } from './keys-at-hand.js';
import { factsName, filesFolder, manifestName, manifestText } from './manifest.js';
import { signatureName, signerName } from './manifest.js';
import { journalFacts, namedFiles } from './stored-content.js';

/**
 * A backup of everything but the keys, while the server runs. Files first, then the database, then the files that it names and
 * that came between: a file that is removed meanwhile was copied before, or the copied database does not name it. Everything
 * that names stored files must have been loaded.
 */
export async function makeBackup(
  config: Config,
  terminal: Terminal,
  wanted: string,
): Promise<number> {
  const keys = keysAtHand(config.data);
  const aside = await AsideFolder.make(wanted, config.data);
  let facts: BackupFacts;
  try {
    facts = await fill(aside.path, config, terminal, keys);
    await aside.become();
  } catch (error) {
    await aside.giveUp();
    throw toldAs(error, `Nothing of the backup is left in ${wanted}.`);
  }
  return say(terminal, facts, wanted, config);
}

async function fill(
  folder: string,
  config: Config,
  terminal: Terminal,
  keys: KeysAtHand,
): Promise<BackupFacts> {
  const clock = new Clock();
  const begunAt = clock.now().toISOString();
  const files = new CopiedFiles(config.data, folder, terminal);
  await files.own();
  await files.stored();
  const place = { folder: config.data, databaseUrl: config.databaseUrl, migrations };
  const { file, seen } = await copyDatabase(place, folder, telling(terminal), look);
  await chmod(join(folder, file), 0o600);
  await sync(join(folder, file));
  const missing = await files.settle(seen.named);
  const masterKeys = namesOf(keys);
  if (namesOf(keysAtHand(config.data)).join() !== masterKeys.join()) {
    throw new BackupRefused('The master key was changed meanwhile. Make the backup again.');
  }
  const stored = [...files.copied].filter(([path]) => path.startsWith(`${filesFolder}/`));
  const facts: BackupFacts = {
    format: 1,
    madeBy: `Assay ${await versionHere()}`,
    begunAt,
    endedAt: clock.now().toISOString(),
    database: file,
    migration: seen.migration,
    tables: seen.tables,
    journal: seen.journal,
    files: {
      count: stored.length,
      bytes: stored.reduce((sum, [, { bytes }]) => sum + bytes, 0),
      missing,
    },
    masterKeys,
  };
  const hashes = new Map([...files.copied].map(([path, { hash }]) => [path, hash]));
  const add = async (name: string, content: string | Buffer): Promise<void> => {
    await write(join(folder, name), content);
    hashes.set(name, await hashOfFile(join(folder, name)));
  };
  hashes.set(file, await hashOfFile(join(folder, file)));
  await add(factsName, factsText(facts));
  if (keys.signing) await add(signerName, keys.signing.publicPem);
  await seal(folder, manifestText(hashes), keys.signing);
  return facts;
}

async function look({ database, schema, migration, tables }: StillDatabase) {
  if (schema !== 'same') {
    throw new SchemaMismatch(
      schema === 'older'
        ? 'The database is behind this version of Assay. Start the server once to bring it up, or make the backup with the version that ran last.'
        : 'The database was made by a newer Assay. Make the backup with that version.',
    );
  }
  const [journal, named] = [await journalFacts(database), await namedFiles(database)];
  return { migration, tables, journal, named };
}

/** Only with the manifest it is a backup: it comes last, and its signature before it. */
async function seal(folder: string, manifest: string, key: SigningKey | undefined) {
  if (key) await write(join(folder, signatureName), key.sign(Buffer.from(manifest)));
  await write(join(folder, manifestName), manifest);
}

async function write(file: string, content: string | Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function telling(terminal: Terminal) {
  let progress: Progress | undefined;
  let told = 0;
  return (done: number, total: number): void => {
    progress ??= new Progress(terminal, 'Database', total);
    progress.add(done - told);
    told = done;
  };
}

async function versionHere(): Promise<string> {
  const text = await readFile(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function say(terminal: Terminal, facts: BackupFacts, wanted: string, { data }: Config): number {
  const { journal, files, masterKeys } = facts;
  const figure = (count: number): string => count.toLocaleString('en');
  terminal.say(
    `Backed up to ${wanted}: the database with ${figure(journal.entries)} entries in its journal, and ${figure(files.count)} files of ${figure(files.bytes)} bytes.`,
  );
  terminal.say(
    masterKeys.length > 0
      ? `The keys in ${keysIn(data)} are not in it: keep a copy of them in another place. Without master.key nobody can read the files, letters and secrets in this backup.`
      : `No master key was found in ${keysIn(data)}. Nobody can read the files, letters and secrets in this backup without it.`,
  );
  terminal.say(`Check it, also years from now, with: assay backup verify ${wanted}`);
  if (files.missing.length === 0) return 0;
  terminal.complain(
    `The backup is whole, but ${figure(files.missing.length)} files that the database names were missing before: put them back from an earlier one.`,
  );
  for (const name of files.missing.slice(0, 20)) terminal.complain(`- ${name}`);
  return 1;
}
