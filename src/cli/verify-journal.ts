import { verifyJournal, type Checkpoint } from '../journal/index.js';
import type { Config } from '../platform/config/index.js';
import { Invalid } from '../platform/errors.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

/** A checkpoint as a report prints it: number of entries, then the hash or its beginning. */
export function readCheckpoint(size: string, hash: string): Checkpoint {
  if (!/^[1-9]\d{0,11}$/.test(size) || !/^[0-9a-f]{12,64}$/.test(hash)) {
    throw new Invalid(
      {},
      'A checkpoint is a number and a hash of 12 to 64 digits, as on a report: 4182 9b2e64d0f7c1',
    );
  }
  return { size: Number(size), hash };
}

export async function verifyTheJournal(
  config: Config,
  terminal: Terminal,
  kept?: Checkpoint,
): Promise<number> {
  const { entries, hash, problems } = await withDatabase(config, terminal, false, (database) =>
    verifyJournal(database, kept),
  );
  if (problems.length === 0) {
    const met = kept ? ` It holds the checkpoint ${kept.size} ${kept.hash}.` : '';
    terminal.say(`The journal is whole: ${entries} entries, head ${hash}.${met}`);
    return 0;
  }
  terminal.complain(`The journal was changed. ${entries} entries were read.`);
  for (const problem of problems) terminal.complain(`- ${problem}`);
  return 1;
}
