import type { Config } from '../../platform/config/index.js';
import { keysIn } from '../../platform/keys/index.js';
import type { Terminal } from '../terminal.js';
import type { BackupFacts } from './facts.js';

/** Says what was backed up and what is not in it; gives the exit code. */
export function sayMade(
  terminal: Terminal,
  facts: BackupFacts,
  wanted: string,
  { data }: Config,
): number {
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
  terminal.say(`Check it, also years from now, with: npm run backup -- verify ${wanted}`);
  if (files.missing.length === 0) return 0;
  terminal.complain(
    `The backup is whole, but ${figure(files.missing.length)} files that the database names were missing before: put them back from an earlier one.`,
  );
  for (const name of files.missing.slice(0, 20)) terminal.complain(`- ${name}`);
  return 1;
}
