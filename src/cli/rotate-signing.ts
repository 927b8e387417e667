import { isSignedBy, Journal, KnownKeys, readNote, type Checkpoints } from '../journal/index.js';
import { system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config/index.js';
import type { Database } from '../platform/database/index.js';
import { KeyRefused, keysIn, SigningKey } from '../platform/keys/index.js';
import { journalParts } from './journal-parts.js';
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
    await signWithBoth(database, journalParts(database, config).checkpoints(former), former, next);
    SigningKey.replace(keys);
    terminal.say(`Signed from now on with the key ${next.fingerprint}.`);
    terminal.say(
      `The old one, ${former.fingerprint}, was destroyed; its public key is kept, and what it signed stays good.`,
    );
    return 0;
  });
}

/**
 * Where the change was broken off after its note, the old key may have signed that size alone since, and a size has one
 * checkpoint: then it is noted that the change goes on, which makes room for another.
 */
async function signWithBoth(
  database: Database,
  checkpoints: Checkpoints,
  former: SigningKey,
  next: SigningKey,
): Promise<void> {
  for (;;) {
    const signed = readNote((await checkpoints.sign('key', [next])).note);
    if (isSignedBy(signed, next.publicKey)) return;
    await database.transaction(async () =>
      record(database, 'signing-key.rotation-resumed', former, next),
    );
  }
}

function record(database: Database, action: string, former: SigningKey, next: SigningKey): void {
  new Journal(database, new Clock()).record(
    system,
    action,
    { kind: 'signing_key', id: next.fingerprint },
    { fingerprint: former.fingerprint },
    { fingerprint: next.fingerprint },
  );
}

/** Once for each new key, also where the first try was broken off after it. */
async function note(database: Database, former: SigningKey, next: SigningKey): Promise<void> {
  const clock = new Clock();
  const known = new KnownKeys(database, clock);
  await database.transaction(async () => {
    if ((await known.list()).some(({ fingerprint }) => fingerprint === next.fingerprint)) return;
    await known.add(former);
    await known.add(next);
    record(database, 'signing-key.rotated', former, next);
  });
}
