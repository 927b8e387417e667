import { readFileSync } from 'node:fs';
import {
  besideSentence,
  isConsistent,
  isMissed,
  isSignedByKnown,
  namesKnown,
  NotANote,
  noteWithin,
  readCheckpointText,
  readNote,
  verifyJournal,
  whatToDo,
  type KeptCheckpoint,
} from '../journal/index.js';
import type { Config } from '../platform/config/index.js';
import type { Database } from '../platform/database/index.js';
import { Invalid } from '../platform/errors.js';
import { acceptancesIn } from './acceptances.js';
import { journalParts } from './journal-parts.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

const altered =
  'The checkpoint was altered after it was signed: it names a key that this journal knows, but the signature is not of what it says now. Take it from where it was kept once more.';
const strange =
  'No key that this journal knows signed the checkpoint: it is that of another journal, or the database is older than the key, or its list of keys was rewritten.';

/** A checkpoint as a report prints it: number of entries, then the root, or its beginning. */
export function readCheckpoint(size: string, hash: string): KeptCheckpoint {
  if (!/^[1-9]\d{0,11}$/.test(size) || !/^[0-9a-f]{12,64}$/.test(hash)) {
    throw new Invalid(
      {},
      'A checkpoint is a number and a hash of 12 to 64 digits, as on a report: 4182 9b2e64d0f7c1',
    );
  }
  return { size: Number(size), hash };
}

/** A checkpoint as it was signed and kept in a file, a saved letter or the body of a webhook. */
export function readKeptFile(path: string) {
  try {
    const note = readNote(noteWithin(readFileSync(path, 'utf8')));
    return { note, ...readCheckpointText(note.text) };
  } catch (error) {
    const why = error instanceof NotANote ? error.message : 'It cannot be read.';
    throw new Invalid({}, `${path} is not a signed checkpoint. ${why}`);
  }
}

export async function verifyTheJournal(
  config: Config,
  terminal: Terminal,
  kept?: KeptCheckpoint,
): Promise<number> {
  return withDatabase(config, terminal, false, async (database) => {
    const whole = await walk(database, terminal, kept);
    if (whole && kept) terminal.say(`It holds the checkpoint ${kept.size} ${kept.hash}.`);
    return whole && (await holdsTheKept(config, database, terminal)) ? 0 : 1;
  });
}

/** The same against a signed checkpoint that was kept elsewhere: by whom it was signed, and the proof that nothing before changed. */
export async function verifyAgainst(
  config: Config,
  terminal: Terminal,
  kept: ReturnType<typeof readKeptFile>,
): Promise<number> {
  return withDatabase(config, terminal, false, async (database) => {
    const parts = journalParts(database, config);
    const keys = await parts.keys.list();
    const key = keys.find(({ publicKey }) => isSignedByKnown(kept.note, publicKey));
    if (!key) {
      const isAltered = keys.some(({ publicKey }) => namesKnown(kept.note, publicKey));
      terminal.complain(isAltered ? altered : strange);
      return 1;
    }
    terminal.say(`The checkpoint was signed with the key ${key.fingerprint}.`);
    const root = kept.root.toString('hex');
    const now = await walk(
      database,
      terminal,
      kept.size > 0 ? { size: kept.size, hash: root } : undefined,
    );
    if (!now) return 1;
    const proof = await parts.tree.consistency(kept.size, now.entries);
    const later = { size: now.entries, root: Buffer.from(now.root, 'hex') };
    if (!isConsistent(kept, later, proof)) {
      terminal.complain('The journal of today does not continue the one of the checkpoint.');
      return 1;
    }
    terminal.say(`Its ${kept.size} entries are the first of today's ${now.entries}; proof of it:`);
    for (const hash of proof) terminal.say(`  ${hash.toString('base64')}`);
    if (proof.length === 0) terminal.say('  none is needed');
    return 0;
  });
}

/** The checkpoint beside the keys, which whoever has the database alone cannot reach. */
async function holdsTheKept(
  config: Config,
  database: Database,
  terminal: Terminal,
): Promise<boolean> {
  const standing = await journalParts(database, config).beside().standing();
  if (!isMissed(standing)) {
    terminal.say(besideSentence(standing));
    return true;
  }
  terminal.complain(besideSentence(standing));
  terminal.complain(whatToDo);
  return false;
}

async function walk(database: Database, terminal: Terminal, kept: KeptCheckpoint | undefined) {
  const verdict = await verifyJournal(database, kept);
  const { entries, hash, root, checkpoints, problems } = verdict;
  const accepted = await acceptancesIn(database);
  if (problems.length === 0) {
    terminal.say(
      `The journal is whole: ${entries} entries, head ${hash}, root ${root}. Signed checkpoints met: ${checkpoints}.`,
    );
    for (const line of accepted) terminal.say(line);
    return verdict;
  }
  terminal.complain(`The journal is not as it was. ${entries} entries were read.`);
  for (const problem of problems) terminal.complain(`- ${problem}`);
  for (const line of accepted) terminal.complain(line);
  return undefined;
}
