import type { Database } from '../platform/database/index.js';

interface Told {
  before?: { kept?: number };
  after?: { reason?: string };
}

/**
 * A line for each time that somebody accepted the journal as it is, after a restore: a checkpoint that was signed of what is lost
 * does not fit, and this is what the journal says of why.
 */
export async function acceptancesIn(database: Database): Promise<string[]> {
  const rows = await database.sql<{ seq: number; at: string; content: string | null }[]>`
    SELECT e.seq, e.at, d.content FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
    WHERE e.subject_id = 'journal' AND e.action = 'journal.accepted' ORDER BY e.seq`;
  return rows.map(({ seq, at, content }) => {
    const { before, after } = JSON.parse(content ?? '{}') as Told;
    const kept = before?.kept === undefined ? '' : `, of ${before.kept} entries,`;
    const reason = after?.reason === undefined ? '' : ` Reason: ${plain(after.reason)}`;
    return `Entry ${seq} of ${at} accepted the journal as it was, though the checkpoint kept beside the keys${kept} did not fit. Others signed before need not fit either.${reason}`;
  });
}

/** Somebody's words on a terminal: a line, without what steers one. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
