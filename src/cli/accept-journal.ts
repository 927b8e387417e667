import { besideSentence } from '../journal/index.js';
import { JournalAcceptance } from '../operations/index.js';
import { system } from '../platform/actor.js';
import type { Config } from '../platform/config/index.js';
import { Invalid } from '../platform/errors.js';
import { check } from '../platform/http/index.js';
import { keysIn, SigningKey } from '../platform/keys/index.js';
import { journalParts } from './journal-parts.js';
import type { Terminal } from './terminal.js';
import { withDatabase } from './with-database.js';

/** The journal is right as it is, though it does not hold the checkpoint beside the keys: after a restore. */
export async function acceptTheJournal(
  config: Config,
  terminal: Terminal,
  given: string,
): Promise<number> {
  const { value, problems } = check(JournalAcceptance, { reason: given });
  if (problems['reason']) throw new Invalid({}, `The reason ${problems['reason']}.`);
  return withDatabase(config, terminal, true, async (database) => {
    const parts = journalParts(database, config);
    // Before a key is asked for, which would be made where there is none.
    const standing = await parts.beside().missed();
    terminal.say(besideSentence(standing));
    const checkpoints = parts.checkpoints(SigningKey.in(keysIn(config.data)));
    const { size, root } = await checkpoints.acceptAsItIs(system, value.reason, standing.size);
    terminal.say(
      `Accepted: the journal goes on from here. Its checkpoint of ${size} entries, root ${root}, is signed and lies beside the keys now. A checkpoint that somebody outside keeps of entries that are lost will not fit any more: tell them why.`,
    );
    return 0;
  });
}
