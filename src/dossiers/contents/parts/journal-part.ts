import type { JournalCheckpoint, ProvenEntry } from '../../../journal/index.js';
import type { Drafts } from './drafts.js';
import { Sheet } from './lists.js';
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
export async function journalPart(
  drafts: Drafts,
  head: SliceHead,
  entries: AsyncIterable<ProvenEntry>,
): Promise<Part> {
  const first = {
    kind: 'checkpoint',
    note: head.checkpoint.note,
    ...(head.before && { before: head.before.note, consistency: head.consistency }),
  };
  const sheet = new Sheet(drafts, 'journal.jsonl', true);
  await sheet.add(line(first));
  for await (const entry of entries) {
    await sheet.add(line(entry), sheet.wantsBare ? bareLine(entry) : undefined);
  }
  return sheet.part();
}

const line = (fact: object): string => `${JSON.stringify(fact)}\n`;
const bareLine = ({ detail: _, ...bare }: ProvenEntry): string => line(bare);
