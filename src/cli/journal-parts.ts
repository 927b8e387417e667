import { Checkpoints, Journal, JournalTree, KeptBeside, KnownKeys } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/index.js';
import type { Database } from '../platform/database/index.js';
import type { SigningKey } from '../platform/keys/index.js';

/** What the journal is asked with by a command: as the application puts it together. */
export function journalParts(database: Database, config: Config) {
  const clock = new Clock();
  const journal = new Journal(database, clock);
  const tree = new JournalTree(database);
  const keys = new KnownKeys(database, clock);
  return {
    journal,
    tree,
    keys,
    beside: () => new KeptBeside(journal, tree, keys, config),
    checkpoints: (key: SigningKey) =>
      new Checkpoints(database, journal, tree, keys, key, config, clock),
  };
}
