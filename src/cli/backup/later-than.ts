import { existsSync } from 'node:fs';
import { howToAccept, keptIn } from '../../journal/index.js';
import type { Config } from '../../platform/config/index.js';
import { keysIn } from '../../platform/keys/index.js';

/** What whoever restored a journal of so many entries should know of the checkpoint beside the keys. */
export function laterThan(entries: number, config: Config): string | undefined {
  const kept = keptIn(config);
  if (kept && kept.size > entries) {
    return `The checkpoint kept beside the keys speaks of ${kept.size} entries, and this journal has ${entries}: the backup is older, so they do not fit, and each start says so until somebody accepts it. ${howToAccept}.`;
  }
  if (existsSync(keysIn(config.data))) return undefined;
  return `If the keys that you put there hold a later checkpoint than the backup, each start says that the journal does not fit it. ${howToAccept}.`;
}
