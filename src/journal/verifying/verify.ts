import type { Database } from '../../platform/database/index.js';
import { Walk, type KeptCheckpoint, type Row, type Signed, type Verdict } from './walk.js';

const batch = 1_000;
const mostProblems = 20;

/**
 * Walks the whole chain from its start, recomputes every hash and the tree over them, and compares both with every checkpoint
 * that is kept here. A purged detail is no problem; a changed one is. A checkpoint kept elsewhere, such as on a report, must be
 * met on the way: then nobody rewrote what was before it.
 */
export async function verifyJournal(database: Database, kept?: KeptCheckpoint): Promise<Verdict> {
  // The head and the last entry in one look, before the walk: what is written meanwhile is not ours to judge.
  const [head] = await database.sql<{ size: number; hash: string; last: number }[]>`
    SELECT h.size, h.hash, (SELECT coalesce(max(e.seq), 0) FROM journal_entry e) AS last
    FROM journal_head h`;
  const size = head?.size ?? 0;
  const walk = new Walk(kept);
  for (;;) {
    const rows = await database.sql<Row[]>`
      SELECT e.*, d.salt, d.content FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
      WHERE e.seq > ${walk.entries} AND e.seq <= ${size} ORDER BY e.seq LIMIT ${batch}`;
    walk.expect(
      rows.length > 0
        ? await database.sql<Signed[]>`
            SELECT c.size, c.root, c.note, k.public_key FROM journal_checkpoint c
            JOIN signing_key k ON k.fingerprint = c.fingerprint
            WHERE c.size > ${walk.entries} AND c.size <= ${rows.at(-1)?.seq ?? 0} ORDER BY c.size`
        : [],
    );
    for (const row of rows) walk.follow(row);
    if (rows.length < batch || walk.problems.length >= mostProblems) break;
  }
  const [beyond] = await database.sql<{ size: number }[]>`
    SELECT c.size FROM journal_checkpoint c WHERE c.size > ${size} ORDER BY c.size LIMIT 1`;
  const stillHeld = beyond && (await holds(database, beyond.size));
  return walk.end(head, beyond && !stillHeld ? beyond.size : undefined);
}

/** Whether the journal has grown to this size since: a checkpoint may be signed while it is read. */
async function holds(database: Database, size: number): Promise<boolean> {
  const [head] = await database.sql<{ size: number }[]>`SELECT size FROM journal_head`;
  return head !== undefined && head.size >= size;
}
