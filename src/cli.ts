import { Logger } from '@nestjs/common';
import 'reflect-metadata';
import { runCommand } from './cli/run.js';

// What the services of the server tell its log is for whoever called the command.
const tell = (message: unknown) => console.error(message);
Logger.overrideLogger({ log: () => undefined, warn: tell, error: tell });

const terminal = {
  say: (line: string) => console.log(line),
  complain: (line: string) => console.error(line),
};

process.exitCode = await runCommand(process.argv.slice(2), process.env, terminal);
