import type { Config } from '../platform/config/index.js';
import { keysIn, MasterKey } from '../platform/keys/index.js';
import { loadEverything } from './load-everything.js';
import { rotateKeys } from './rotate-keys.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

export async function keysRotate(
  config: Config,
  terminal: Terminal,
  anyway: boolean,
): Promise<number> {
  // Before anything is opened or made: without its key this is the wrong folder, or a lost one.
  MasterKey.in(keysIn(config.data), false);
  await loadEverything();
  return withDatabase(config, terminal, 'alone', (database) =>
    rotateKeys(database, config.data, terminal, anyway),
  );
}
