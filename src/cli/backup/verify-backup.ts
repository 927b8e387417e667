import { join } from 'node:path';
import type { Config } from '../../platform/config/index.js';
import { keysIn } from '../../platform/keys/index.js';
import { inLanes } from '../../platform/lanes.js';
import { DiskFolder, opens } from '../../platform/storage/index.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { lanes } from './copied-files.js';
import { checkDatabase, type Checked } from './database-check.js';
import { keysAtHand, namesOf, type KeysAtHand } from './keys-at-hand.js';
import { filesFolder } from './manifest.js';
import { openBackup, type OpenedBackup } from './opened-backup.js';

const mostSaid = 20;
const figure = (count: number): string => count.toLocaleString('en');

export async function verifyBackup(
  config: Config,
  terminal: Terminal,
  folder: string,
  trusted?: string,
): Promise<number> {
  const backup = await wholeBackup(folder, terminal);
  if (!backup) return 1;
  const keys = keysAtHand(config.data);
  const signature = signatureOf(backup, trusted ?? keys.signing?.fingerprint);
  if (signature.bad) terminal.complain(signature.text);
  else terminal.say(signature.text);
  return (await opensWith(keys, backup, config, terminal)) && !signature.bad ? 0 : 1;
}

/** Whether nothing in it is known not to open. */
async function opensWith(
  keys: KeysAtHand,
  backup: OpenedBackup,
  config: Config,
  terminal: Terminal,
): Promise<boolean> {
  const wrong = whyNotOpened(backup, keys, config.data);
  if (wrong !== undefined) {
    terminal.say(`Not checked: whether the files in it open. ${wrong}`);
    return true;
  }
  const broken = await brokenFiles(backup, keys, terminal);
  if (broken.length === 0) {
    terminal.say(`All ${figure(backup.facts.files.count)} files open with the master key.`);
    return true;
  }
  sayProblems(
    terminal,
    'Files that do not open with the master key; they were damaged before the backup was made:',
    broken,
  );
  return false;
}

type Whole = OpenedBackup & Pick<Checked, 'schema'>;

/** Everything that can be known of it without a key, said on the terminal; nothing where it is not whole. */
export async function wholeBackup(folder: string, terminal: Terminal): Promise<Whole | undefined> {
  const backup = await openBackup(folder, terminal);
  const checked: Checked =
    'problems' in backup ? { ...backup, unchecked: [] } : await checkDatabase(backup);
  if ('problems' in backup || checked.problems.length > 0) {
    sayProblems(terminal, `${folder} is not as it was made:`, checked.problems);
    return undefined;
  }
  const { facts, manifest } = backup;
  terminal.say(
    `${folder} is whole: made by ${facts.madeBy} at ${facts.endedAt}, ${figure(manifest.size)} files in all.`,
  );
  terminal.say(
    `Its journal has ${figure(facts.journal.entries)} entries, head ${facts.journal.head}, root ${facts.journal.root}.`,
  );
  for (const text of checked.unchecked) terminal.say(`Not checked: ${text}`);
  const { missing } = facts.files;
  if (missing.length > 0) {
    terminal.say(`${figure(missing.length)} files were missing already when it was made.`);
  }
  return { ...backup, ...(checked.schema && { schema: checked.schema }) };
}

/** Why the key at hand, if any, cannot open it. */
export function whyNotOpened(
  { facts }: OpenedBackup,
  keys: KeysAtHand,
  data: string,
): string | undefined {
  const needed = facts.masterKeys;
  if (needed.length === 0) return 'It was made where there was no master key.';
  const has = namesOf(keys);
  if (has.length === 0) return `There is no master key in ${keysIn(data)}.`;
  if (needed.every((name) => has.includes(name))) return undefined;
  return `They need the master key ${needed.join(' and ')}; the one in ${keysIn(data)} is ${has.join(' and ')}.`;
}

/** Who made it, as far as the signature tells; `trusted` is the fingerprint of the key that should have signed. */
export function signatureOf(
  { folder, signer }: OpenedBackup,
  trusted: string | undefined,
): { text: string; bad: boolean } {
  if (!signer) {
    const text = 'It is not signed: whoever could write to it could have made all of it.';
    return { text, bad: trusted !== undefined };
  }
  if (signer === trusted) return { text: `It was signed with your key ${signer}.`, bad: false };
  if (trusted === undefined) {
    return { text: `It was signed with the key ${signer}: compare it with yours.`, bad: false };
  }
  return {
    text: `It was signed with the key ${signer}, not with ${trusted}. If that was your key then, say so: npm run backup -- verify ${folder} ${signer}`,
    bad: true,
  };
}

async function brokenFiles(
  { folder, manifest }: OpenedBackup,
  { master }: KeysAtHand,
  terminal: Terminal,
): Promise<string[]> {
  const store = new DiskFolder(join(folder, filesFolder));
  const names = [...manifest.keys()]
    .filter((path) => path.startsWith(`${filesFolder}/`))
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
  const broken: string[] = [];
  const progress = new Progress(terminal, 'Files opened', names.length);
  await inLanes(lanes, names, async (name) => {
    if (!master || !(await opens(store, name, master))) broken.push(name);
    progress.add(1);
  });
  return broken.sort();
}

function sayProblems(terminal: Terminal, head: string, problems: readonly string[]): void {
  terminal.complain(head);
  for (const problem of problems.slice(0, mostSaid)) terminal.complain(`- ${problem}`);
  const more = problems.length - mostSaid;
  if (more > 0) terminal.complain(`- and ${figure(more)} more`);
}
