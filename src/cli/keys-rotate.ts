import type { Config } from '../platform/config/index.js';
import { keysIn, MasterKey } from '../platform/keys/index.js';
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
  // All that seals declares it when it is loaded: what is not loaded would be forgotten.
  await import('../app.module.js');
  return withDatabase(config, terminal, 'alone', (database) =>
    rotateKeys(database, config.data, terminal, anyway),
  );
}
