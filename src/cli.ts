import 'reflect-metadata';
import { runCommand } from './cli/run.js';

const terminal = {
  say: (line: string) => console.log(line),
  complain: (line: string) => console.error(line),
};

process.exitCode = await runCommand(process.argv.slice(2), process.env, terminal);
