import { parseArgs } from 'node:util';
import { AssayError } from '../platform/errors.js';
import { BadEnvironment, readConfig } from '../platform/config/index.js';
import { AlreadyRunning, SchemaMismatch } from '../platform/database/index.js';
import { KeyRefused } from '../platform/keys/index.js';
import { keysRotate } from './keys-rotate.js';
import { makePasswordLink } from './make-password-link.js';
import type { Terminal } from './terminal.js';
import { rotateSigning } from './rotate-signing.js';
import { readCheckpoint, readKeptFile, verifyAgainst, verifyTheJournal } from './verify-journal.js';
import { help } from './words.js';

const told = [BadEnvironment, AlreadyRunning, SchemaMismatch, KeyRefused, AssayError];

/** Runs one command and gives its exit code: 0 done, 1 refused or something is wrong, 2 not understood. */
export async function runCommand(
  args: string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const { words, against } = asked(args);
  const [area, verb, ...rest] = words ?? [];
  const command = `${area ?? ''} ${verb ?? ''}`.trim();
  const [first] = rest;
  const isStray = against !== undefined && command !== 'journal verify';
  try {
    if (isStray) return notUnderstood(terminal, 'Only journal verify takes --against.');
    if (command === 'help') {
      terminal.say(help);
      return 0;
    }
    if (command === 'journal verify' && rest.length === 0 && against !== undefined) {
      return await verifyAgainst(readConfig(environment), terminal, readKeptFile(against));
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
    if (command === 'keys rotate-signing' && rest.length <= 1) {
      return await rotateSigning(readConfig(environment), terminal, first);
    }
    if (command === 'user password-link' && first !== undefined && rest.length === 1) {
      return await makePasswordLink(readConfig(environment), terminal, first);
    }
  } catch (error) {
    if (!told.some((kind) => error instanceof kind)) throw error;
    terminal.complain((error as Error).message);
    return 1;
  }
  return notUnderstood(
    terminal,
    words
      ? `Not understood: ${args.join(' ') || 'nothing was asked'}.`
      : 'No option is known but --against and --help.',
  );
}

function notUnderstood(terminal: Terminal, why: string): number {
  terminal.complain(why);
  terminal.complain(help);
  return 2;
}

interface Asked {
  words?: string[];
  against?: string;
}

function asked(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { against: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return { words: ['help'] };
    return { words: positionals, ...(values.against && { against: values.against }) };
  } catch {
    return {};
  }
}
