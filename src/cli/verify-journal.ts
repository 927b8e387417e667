import { verifyJournal } from '../journal/index.js';
import type { Config } from '../platform/config/index.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

export async function verifyTheJournal(config: Config, terminal: Terminal): Promise<number> {
  const { entries, hash, problems } = await withDatabase(config, terminal, false, verifyJournal);
  if (problems.length === 0) {
    terminal.say(`The journal is whole: ${entries} entries, head ${hash}.`);
    return 0;
  }
  terminal.complain(`The journal was changed. ${entries} entries were read.`);
  for (const problem of problems) terminal.complain(`- ${problem}`);
  return 1;
}
