import { Logger } from '@nestjs/common';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../platform/config/index.js';
import { keysIn, writePrivately } from '../../platform/keys/index.js';
import type { Journal } from '../journal.service.js';
import type { JournalTree } from '../tree/journal-tree.js';
import { readCheckpointText, readNote } from './signed-note.js';

/**
 * How the journal stands to the checkpoint beside the keys: it holds it, it is shorter (`older`), it says something else
 * (`other`); or there is none, or none that can be read.
 */
export interface KeptStanding {
  state: 'none' | 'held' | 'older' | 'other' | 'unreadable';
  /** The number of entries that the kept checkpoint covers. */
  size?: number;
}

/**
 * The last signed checkpoint, once more in the folder of the keys: whoever has the database alone, and rewrites journal, earlier
 * checkpoints and list of keys in it, cannot reach it there.
 */
export class KeptBeside {
  private readonly log = new Logger('journal');

  constructor(
    private readonly journal: Journal,
    private readonly tree: JournalTree,
    private readonly config: Config,
  ) {}

  async standing(): Promise<KeptStanding> {
    const kept = this.read();
    if (kept === undefined) return { state: 'none' };
    if (kept === null) return { state: 'unreadable' };
    const { size } = kept;
    const { size: now } = await this.journal.head();
    if (now < size) return { state: 'older', size };
    const root = size === 0 ? kept.root : await this.tree.root(size);
    return { state: root.equals(kept.root) ? 'held' : 'other', size };
  }

  /** After `note` was signed. What is kept stays where the journal does not hold it, until somebody says that this is right. */
  async keep(note: string): Promise<void> {
    const standing = await this.standing();
    if (isMissed(standing)) this.log.error(besideSentence(standing));
    else if (readCheckpointText(readNote(note).text).size > (standing.size ?? 0))
      this.replace(note);
  }

  /** Whatever is kept there. A folder that cannot be written stops nothing: then there is one check less, and the log says so. */
  replace(note: string): void {
    try {
      const folder = keysIn(this.config.data);
      writePrivately(folder, fileIn(this.config), Buffer.from(note));
    } catch (error) {
      this.log.warn(`The checkpoint could not be kept beside the keys: ${String(error)}`);
    }
  }

  private read() {
    const file = fileIn(this.config);
    try {
      return existsSync(file)
        ? readCheckpointText(readNote(readFileSync(file, 'utf8')).text)
        : undefined;
    } catch {
      return null;
    }
  }
}

/** Whether the journal is another than the one the kept checkpoint speaks of. */
export const isMissed = ({ state }: KeptStanding): boolean =>
  state === 'older' || state === 'other';

const fileIn = ({ data }: Config): string => join(keysIn(data), 'checkpoint.txt');

/** What somebody should know of it. */
export function besideSentence({ state, size = 0 }: KeptStanding): string {
  const kept = `The checkpoint kept beside the keys speaks of ${size} entries.`;
  switch (state) {
    case 'older':
      return `${kept} The journal has fewer: it was restored from a backup older than that, or entries were removed.`;
    case 'other':
      return `${kept} The first ${size} entries of this journal are not those: the database was restored from an older backup and used since, or the journal was rewritten.`;
    case 'unreadable':
      return 'The checkpoint kept beside the keys cannot be read; the next one takes its place.';
    case 'held':
      return `It holds the checkpoint of ${size} entries kept beside the keys.`;
    case 'none':
      return 'No checkpoint is kept beside the keys yet.';
  }
}
