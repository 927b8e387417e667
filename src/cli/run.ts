import { parseArgs } from 'node:util';
import { AssayError } from '../platform/errors.js';
import { BadEnvironment, readConfig } from '../platform/config/index.js';
import { AlreadyRunning, SchemaMismatch, Unreachable } from '../platform/database/index.js';
import { KeyRefused } from '../platform/keys/index.js';
import { givenTo, optionsOf } from './command.js';
import { commands } from './commands.js';
import type { Terminal } from './terminal.js';
import { helpOf } from './words.js';

const told = [
  ...[BadEnvironment, AlreadyRunning, SchemaMismatch, Unreachable],
  ...[KeyRefused, AssayError],
];
const options = optionsOf(commands);

/** Runs one command and gives its exit code: 0 done, 1 refused or something is wrong, 2 not understood. */
export async function runCommand(
  args: string[],
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  const called = asked(args);
  if (called?.words.join(' ') === 'help') {
    terminal.say(helpOf(commands));
    return 0;
  }
  for (const command of commands) {
    const given = called && givenTo(command, called, commands);
    if (!given) continue;
    try {
      return await command.run(readConfig(environment), terminal, ...given);
    } catch (error) {
      if (!told.some((kind) => error instanceof kind)) throw error;
      terminal.complain((error as Error).message);
      return 1;
    }
  }
  const known = options.map((option) => `--${option}`).join(', ');
  terminal.complain(
    called
      ? `Not understood: ${args.join(' ') || 'nothing was asked'}.`
      : `No option is known but ${known} and --help.`,
  );
  terminal.complain(helpOf(commands));
  return 2;
}

function asked(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(options.map((option) => [option, { type: 'string' as const }])),
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { help, ...given } = values;
    if (help) return { words: ['help'], options: {} };
    return { words: positionals, options: given as Record<string, string> };
  } catch {
    return undefined;
  }
}
