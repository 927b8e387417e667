import { parseArgs } from 'node:util';
import { AssayError } from '../platform/errors.js';
import { BadEnvironment, readConfig } from '../platform/config/index.js';
import { AlreadyRunning, SchemaMismatch } from '../platform/database/index.js';
import { KeyRefused } from '../platform/keys/index.js';
import { keysRotate } from './keys-rotate.js';
import { makePasswordLink } from './make-password-link.js';
import type { Terminal } from './terminal.js';
import { readCheckpoint, verifyTheJournal } from './verify-journal.js';
import { help } from './words.js';

const told = [BadEnvironment, AlreadyRunning, SchemaMismatch, KeyRefused, AssayError];

/** Runs one command and gives its exit code: 0 done, 1 refused or something is wrong, 2 not understood. */
export async function runCommand(
  args: string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const words = wordsOf(args);
  const [area, verb, ...rest] = words ?? [];
  const command = `${area ?? ''} ${verb ?? ''}`.trim();
  const [email] = rest;
  try {
    if (command === 'help') {
      terminal.say(help);
      return 0;
    }
    if (command === 'journal verify' && rest.length === 0) {
      return await verifyTheJournal(readConfig(environment), terminal);
    }
    if (command === 'journal verify' && rest.length === 2) {
      const [size = '', hash = ''] = rest;
      return await verifyTheJournal(readConfig(environment), terminal, readCheckpoint(size, hash));
    }
    if (command === 'keys rotate' && (rest.length === 0 || rest.join() === 'anyway')) {
      return await keysRotate(readConfig(environment), terminal, rest.length > 0);
    }
    if (command === 'user password-link' && email !== undefined && rest.length === 1) {
      return await makePasswordLink(readConfig(environment), terminal, email);
    }
  } catch (error) {
    if (!told.some((kind) => error instanceof kind)) throw error;
    terminal.complain((error as Error).message);
    return 1;
  }
  terminal.complain(
    words
      ? `Not understood: ${args.join(' ') || 'nothing was asked'}.`
      : 'No option is known but --help.',
  );
  terminal.complain(help);
  return 2;
}

function wordsOf(args: string[]): string[] | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    return values.help ? ['help'] : positionals;
  } catch {
    return undefined;
  }
}
