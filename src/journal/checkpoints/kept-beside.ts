import { Logger } from '@nestjs/common';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../platform/config/index.js';
import { keysIn, writePrivately } from '../../platform/keys/index.js';
import { Conflict } from '../../platform/errors.js';
import type { Journal } from '../journal.service.js';
import type { JournalTree } from '../tree/journal-tree.js';
import { isSignedByKnown, type KnownKeys } from './known-keys.service.js';
import {
  readCheckpointText,
  readNote,
  type CheckpointText,
  type SignedNote,
} from './signed-note.js';

export const keptStates = ['none', 'held', 'older', 'other', 'unreadable'] as const;

/**
 * How the journal stands to the checkpoint beside the keys: it holds it, it is shorter (`older`), it says something else
 * (`other`); or there is none, or none that can be read.
 */
export interface KeptStanding {
  state: (typeof keptStates)[number];
  /** The number of entries that the kept checkpoint covers. */
  size?: number;
  /** Where it is not met: whether no key that the journal knows signed it. */
  isStrange?: boolean;
}

/**
 * The last signed checkpoint, once more in the folder of the keys: whoever has the database alone, and rewrites journal, earlier
 * checkpoints and list of keys in it, cannot reach it there.
 */
export class KeptBeside {
  private readonly log = new Logger('journal');
  private told = '';

  constructor(
    private readonly journal: Journal,
    private readonly tree: JournalTree,
    private readonly keys: KnownKeys,
    private readonly config: Config,
  ) {}

  async standing(): Promise<KeptStanding> {
    const kept = keptIn(this.config);
    if (kept === undefined) return { state: 'none' };
    if (kept === null) return { state: 'unreadable' };
    const { size } = kept;
    const { size: now } = await this.journal.head();
    const root = size === 0 || now < size ? kept.root : await this.tree.root(size);
    if (now >= size && root.equals(kept.root)) return { state: 'held', size };
    const known = await this.keys.list();
    const isStrange = !known.some(({ publicKey }) => isSignedByKnown(kept.note, publicKey));
    return { state: now < size ? 'older' : 'other', size, isStrange };
  }

  /** The standing of one that is not met. Throws Conflict where there is nothing for anybody to accept. */
  async missed(): Promise<KeptStanding> {
    const standing = await this.standing();
    if (isMissed(standing)) return standing;
    throw new Conflict(`There is nothing to accept. ${besideSentence(standing)}`);
  }

  /** After `note` was signed. What is kept stays where the journal does not hold it, until somebody says that this is right. */
  async keep(note: string): Promise<void> {
    const standing = await this.standing();
    if (isMissed(standing)) this.tell(standing);
    if (isMissed(standing) || sizeOf(note) <= (standing.size ?? -1)) return;
    try {
      this.write(note);
    } catch (error) {
      // It stops nothing: then there is one check less.
      this.log.warn(`The checkpoint could not be kept beside the keys: ${String(error)}`);
    }
  }

  /** To the log, once of each standing. */
  tell(standing: KeptStanding): void {
    const sentence = besideSentence(standing);
    if (sentence === this.told) return;
    this.told = sentence;
    if (isMissed(standing)) this.log.error(`${sentence} ${whatToDo}`);
    else this.log.warn(sentence);
  }

  /** Whatever is kept there, which somebody accepted. Throws Conflict where it cannot be written. */
  replace(note: string): void {
    try {
      this.write(note);
    } catch (error) {
      throw new Conflict(
        `${fileIn(this.config)} cannot be written, so the checkpoint that is not met is still there: ${String(error)}. Make its folder writable and accept the journal again.`,
      );
    }
  }

  private write(note: string): void {
    writePrivately(keysIn(this.config.data), fileIn(this.config), Buffer.from(note));
  }
}

/** What lies there: nothing, or null where it cannot be read. */
export function keptIn(config: Config): (CheckpointText & { note: SignedNote }) | null | undefined {
  const file = fileIn(config);
  try {
    if (!existsSync(file)) return undefined;
    const note = readNote(readFileSync(file, 'utf8'));
    return { note, ...readCheckpointText(note.text) };
  } catch {
    return null;
  }
}

/** Whether the journal is another than the one the kept checkpoint speaks of. */
export const isMissed = ({ state }: KeptStanding): boolean =>
  state === 'older' || state === 'other';

const sizeOf = (note: string): number => readCheckpointText(readNote(note).text).size;

const fileIn = ({ data }: Config): string => join(keysIn(data), 'checkpoint.txt');

export const howToAccept =
  'Whoever may sign checkpoints accepts it, with a reason: on the page “Checkpoints and keys”, or with npm run assay -- journal accept --reason "…"';

/** For whoever reads that it is not met. */
export const whatToDo = `After a restore that has to be so. ${howToAccept}. If nobody restored a backup, keep a copy of the database as it is, and compare it with what a witness holds.`;

/** What somebody should know of it. */
export function besideSentence({ state, size = 0, isStrange }: KeptStanding): string {
  const kept = `The checkpoint kept beside the keys speaks of ${size} entries.`;
  const strange = isStrange
    ? ' No key that this journal knows signed that checkpoint as it reads now: it was altered, or the keys are those of another Assay, or newer than the backup.'
    : '';
  switch (state) {
    case 'older':
      return `${kept} The journal has fewer: it was restored from a backup older than that, or entries were removed.${strange}`;
    case 'other':
      return `${kept} The first ${size} entries of this journal are not those: the database was restored from an older backup and used since, or the journal was rewritten.${strange}`;
    case 'unreadable':
      return 'The checkpoint kept beside the keys cannot be read; the next one takes its place.';
    case 'held':
      return `The journal holds the checkpoint of ${size} entries kept beside the keys.`;
    case 'none':
      return 'No checkpoint is kept beside the keys yet.';
  }
}
