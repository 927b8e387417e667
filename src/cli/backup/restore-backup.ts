import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations } from '../../../migrations/index.js';
import type { Config } from '../../platform/config/index.js';
import { giveToServer, holdPlace, isFile, restoringIn } from '../../platform/database/index.js';
import { keysIn } from '../../platform/keys/index.js';
import { inLanes } from '../../platform/lanes.js';
import { makeFolder, syncFolder } from '../../platform/storage/index.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { BackupRefused, toldAs } from './backup-refused.js';
import { copiedFile } from './copied-file.js';
import { lanes } from './copied-files.js';
import { unlike } from './database-check.js';
import { keysAtHand, namesOf } from './keys-at-hand.js';
import { laterThan } from './later-than.js';
import { filesFolder, ownFolders } from './manifest.js';
import type { OpenedBackup } from './opened-backup.js';
import { signatureOf, whyNotOpened, wholeBackup } from './verify-backup.js';
import { syncFolders } from './walk.js';

/** What may be in the folder that is restored into: the keys, and the lock of this very command. */
const stays = (name: string): boolean => name === 'keys' || name.startsWith('assay.lock');

/**
 * Puts a backup into an empty data folder. Everything is gathered in a folder of its own there, and moved out of it at the end,
 * the database last; while that folder stands, no server starts. Broken off anywhere, it is done again from the beginning.
 */
export async function restoreBackup(
  config: Config,
  terminal: Terminal,
  folder: string,
): Promise<number> {
  const backup = await wholeBackup(folder, terminal);
  if (!backup) {
    terminal.complain('Nothing was restored. Take another backup.');
    return 1;
  }
  if (backup.schema === 'newer') {
    throw new BackupRefused(
      `It was made by ${backup.facts.madeBy}: install that version or newer.`,
    );
  }
  refuseOtherPlace(backup, config);
  const keys = keysAtHand(config.data);
  terminal.say(signatureOf(backup, keys.signing?.fingerprint).text);
  const wrong = whyNotOpened(backup, keys, config.data);
  if (wrong !== undefined && namesOf(keys).length > 0 && backup.facts.masterKeys.length > 0) {
    throw new BackupRefused(
      `${wrong} Put the right one there, or take this one away and put the right one there before the server starts.`,
    );
  }
  const place = { folder: config.data, databaseUrl: config.databaseUrl, migrations };
  const { release } = await holdPlace(place, (error) => terminal.complain(String(error)));
  try {
    await emptied(config.data);
    await gather(backup, config.data, terminal);
    if (config.databaseUrl) await give(backup, config, place);
    await putInPlace(backup, config.data);
  } catch (error) {
    await emptied(config.data).catch(() => undefined);
    throw toldAs(error, `Nothing was restored into ${config.data}.`);
  } finally {
    await release();
  }
  terminal.say(
    `Restored into ${config.data}, as it was at ${backup.facts.begunAt}. What was done after that is undone: whatever was erased for somebody, and every account, token and link that was ended, is there again. Erase and end it again.`,
  );
  const later = laterThan(backup.facts.journal.entries, config);
  if (later !== undefined) terminal.say(later);
  terminal.say(
    namesOf(keys).length > 0
      ? `The master key in ${keysIn(config.data)} is the right one: the server can start.`
      : `Put your copy of the keys into ${keysIn(config.data)} before the server starts: it does not start without master.key, and makes a new signing key where signing.pem is missing.`,
  );
  return 0;
}

function refuseOtherPlace({ facts }: OpenedBackup, { databaseUrl }: Config): void {
  if (isFile(facts.database) === (databaseUrl === undefined)) return;
  throw new BackupRefused(
    databaseUrl === undefined
      ? 'It holds the dump of a database server: name a new, empty database in ASSAY_DATABASE_URL.'
      : 'It holds a database that is a file: take ASSAY_DATABASE_URL out of the settings.',
  );
}

/** Removes what an earlier restore left, and refuses anything else. */
async function emptied(data: string): Promise<void> {
  const found = readdirSync(data).filter((name) => !stays(name));
  if (!existsSync(restoringIn(data)) && found.length > 0) {
    throw new BackupRefused(
      `${data} is not empty: ${found.slice(0, 5).join(', ')}. Move everything but keys/ elsewhere first.`,
    );
  }
  // The mark that it was a restore goes last.
  for (const name of found) {
    if (join(data, name) !== restoringIn(data)) await rm(join(data, name), { recursive: true });
  }
  await rm(restoringIn(data), { recursive: true, force: true });
}

async function gather(
  { folder, manifest, facts }: OpenedBackup,
  data: string,
  terminal: Terminal,
): Promise<void> {
  const into = restoringIn(data);
  mkdirSync(into, { mode: 0o700 });
  await syncFolder(data);
  // Where it stands the server does not make a new master key.
  await makeFolder(join(into, filesFolder));
  const paths = [...manifest].filter(
    ([path]) => path.includes('/') || (path === facts.database && isFile(path)),
  );
  const progress = new Progress(terminal, 'Files', paths.length);
  await inLanes(lanes, paths, async ([path, hash]) => {
    const copied = await copiedFile(join(folder, path), join(into, path));
    if (copied.hash !== hash) throw new BackupRefused(`${path} was changed meanwhile.`);
    progress.add(1);
  });
  await syncFolders(into);
}

async function give(
  { folder, facts }: OpenedBackup,
  { databaseUrl }: Config,
  place: Parameters<typeof giveToServer>[0],
): Promise<void> {
  const problems = await giveToServer(
    { ...place, databaseUrl },
    join(folder, facts.database),
    async (still) => (await unlike(still, facts)).length === 0,
    (still) => unlike(still, facts),
  );
  if (problems.length === 0) return;
  throw new BackupRefused(
    `The database took the dump, but is not what was backed up: ${problems.slice(0, 5).join(' ')}`,
  );
}

async function putInPlace({ facts }: OpenedBackup, data: string): Promise<void> {
  const from = restoringIn(data);
  for (const name of [filesFolder, ...ownFolders, facts.database]) {
    if (existsSync(join(from, name))) await rename(join(from, name), join(data, name));
  }
  await syncFolder(data);
  await rm(from, { recursive: true });
  // Were this to come back after a power cut, it would only have to be done again.
  await syncFolder(data).catch(() => undefined);
}
