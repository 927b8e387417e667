import { Checkpoints, Journal, JournalTree, KnownKeys } from '../journal/index.js';
import { system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/index.js';
import type { Database } from '../platform/database/index.js';
import { KeyRefused, keysIn, SigningKey } from '../platform/keys/index.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

/**
 * Another key signs from now on: a new one, or the one in the file `brought`. The old key signs once more, beside the new one,
 * what the journal then says of the change, so that whoever trusted the old one can trust the new one. Broken off anywhere, it
 * goes on when it is called again.
 */
export async function rotateSigning(
  config: Config,
  terminal: Terminal,
  brought?: string,
): Promise<number> {
  return withDatabase(config, terminal, 'alone', async (database) => {
    const keys = keysIn(config.data);
    const former = SigningKey.in(keys);
    const next = SigningKey.next(keys, brought);
    if (next.fingerprint === former.fingerprint) {
      SigningKey.forgetNext(keys);
      throw new KeyRefused('This key signs already.');
    }
    await note(database, former, next);
    await checkpointsOf(database, config, former).sign('key', [next]);
    SigningKey.replace(keys);
    terminal.say(`Signed from now on with the key ${next.fingerprint}.`);
    terminal.say(
      `The old one, ${former.fingerprint}, was destroyed; its public key is kept, and what it signed stays good.`,
    );
    return 0;
  });
}

/** Once for each new key, also where the first try was broken off after it. */
async function note(database: Database, former: SigningKey, next: SigningKey): Promise<void> {
  const clock = new Clock();
  const known = new KnownKeys(database, clock);
  await database.transaction(async () => {
    if ((await known.list()).some(({ fingerprint }) => fingerprint === next.fingerprint)) return;
    await known.add(former);
    await known.add(next);
    new Journal(database, clock).record(
      system,
      'signing-key.rotated',
      { kind: 'signing_key', id: next.fingerprint },
      { fingerprint: former.fingerprint },
      { fingerprint: next.fingerprint },
    );
  });
}

function checkpointsOf(database: Database, config: Config, key: SigningKey): Checkpoints {
  const clock = new Clock();
  const journal = new Journal(database, clock);
  const tree = new JournalTree(database);
  const known = new KnownKeys(database, clock);
  return new Checkpoints(database, journal, tree, known, key, config, clock);
}
