import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/index.js';
import { copyDatabase, SchemaMismatch, type StillDatabase } from '../../platform/database/index.js';
import type { SigningKey } from '../../platform/keys/index.js';
import { projectRoot } from '../../platform/project-root.js';
import { sha256Lines } from '../../platform/sha256-lines.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { AsideFolder } from './aside-folder.js';
import { BackupRefused, toldAs } from './backup-refused.js';
import { durable, hashOfFile, writeDurably } from './copied-file.js';
import { CopiedFiles } from './copied-files.js';
import { factsText, type BackupFacts } from './facts.js';
import { keysAtHand, namesOf, type KeysAtHand } from './keys-at-hand.js';
import { factsName, filesFolder, manifestName, signatureName, signerName } from './manifest.js';
import { sayMade } from './say-made.js';
import { journalFacts, namedFiles } from './stored-content.js';

/** Each takes milliseconds, and the next is taken only where a file came and went in them. */
const mostMoments = 50;

/**
 * A backup of everything but the keys, while the server runs. Files first; then a moment of the database is held, and what it
 * names and was not there before is copied; then that moment is. A file that is removed meanwhile was copied before, or is not
 * named. Everything that names stored files must have been loaded.
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
  return sayMade(terminal, facts, wanted, config);
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
  const { file, seen } = await copyDatabase(place, folder, {
    tell: telling(terminal),
    ready: readyOnce(files),
    look,
  });
  await durable(join(folder, file));
  await files.keepOnly(seen.named);
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
      missing: files.missing,
    },
    masterKeys,
  };
  const hashes = new Map([...files.copied].map(([path, { hash }]) => [path, hash]));
  const add = async (name: string, content: string | Buffer): Promise<void> => {
    await writeDurably(join(folder, name), content);
    hashes.set(name, await hashOfFile(join(folder, name)));
  };
  hashes.set(file, await hashOfFile(join(folder, file)));
  await add(factsName, factsText(facts));
  if (keys.signing) await add(signerName, keys.signing.publicPem);
  await seal(folder, sha256Lines(hashes), keys.signing);
  return facts;
}

/** Once every file that a moment names was copied, or is missing for good. */
function readyOnce(files: CopiedFiles) {
  let moments = 0;
  return async ({ database, schema }: StillDatabase): Promise<boolean> => {
    refuseOther(schema);
    moments += 1;
    if (moments > mostMoments) {
      throw new BackupRefused('Too many files come and go. Make the backup when less is going on.');
    }
    return files.meet(await namedFiles(database));
  };
}

function refuseOther(schema: StillDatabase['schema']): void {
  if (schema === 'same') return;
  throw new SchemaMismatch(
    schema === 'older'
      ? 'The database is behind this version of Assay. Start the server once to bring it up, or make the backup with the version that ran last.'
      : 'The database was made by a newer Assay. Make the backup with that version.',
  );
}

async function look({ database, migration, tables }: StillDatabase) {
  const [journal, named] = [await journalFacts(database), await namedFiles(database)];
  return { migration, tables: await tables(), journal, named };
}

/** Only with the manifest it is a backup: it comes last, and its signature before it. */
async function seal(folder: string, manifest: string, key: SigningKey | undefined) {
  if (key) await writeDurably(join(folder, signatureName), key.sign(Buffer.from(manifest)));
  await writeDurably(join(folder, manifestName), manifest);
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
