import type { JournalCheckpoint, ProvenEntry } from '../../journal/index.js';
import type { Part } from './part.js';

/** Up to which checkpoint a slice of the journal tells, and that it continues the one before. */
export interface SliceHead {
  checkpoint: Pick<JournalCheckpoint, 'note'>;
  before: Pick<JournalCheckpoint, 'note'> | null;
  /** From the one before to this one: hashes in base64. */
  consistency: string[];
}

/**
 * `journal.jsonl`: the checkpoint in the first line, then an entry a line, each with its path to the root. Without personal data
 * the details are left out, and their hashes stay.
 */
export function journalPart(head: SliceHead, entries: readonly ProvenEntry[]): Part {
  const first = {
    kind: 'checkpoint',
    note: head.checkpoint.note,
    ...(head.before && { before: head.before.note, consistency: head.consistency }),
  };
  const bare = entries.map(({ detail: _, ...entry }) => entry);
  return {
    path: 'journal.jsonl',
    content: lines([first, ...entries]),
    holds: 'personal',
    without: lines([first, ...bare]),
  };
}

const lines = (facts: readonly object[]): Buffer =>
  Buffer.from(facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''));
