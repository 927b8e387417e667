import type { Database } from '../platform/database/index.js';

/**
 * A line for each time that somebody accepted the journal as it is, after a restore: a checkpoint that was signed of what is lost
 * does not fit, and this is what the journal says of why.
 */
export async function acceptancesIn(database: Database): Promise<string[]> {
  const rows = await database.sql<Accepted[]>`
    SELECT e.seq, e.at, d.content FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
    WHERE e.subject_id = 'journal' AND e.action = 'journal.accepted' ORDER BY e.seq`;
  return rows.map(acceptanceLine);
}

export interface Accepted {
  seq: number;
  at: string;
  /** What the entry says of before and after, as JSON. */
  content: string | null;
}

/** Of an entry that may have lost what it said, or whose words somebody changed. */
export function acceptanceLine({ seq, at, content }: Accepted): string {
  const { before, after } = detailIn(content);
  const kept = typeof before?.kept === 'number' ? `, of ${before.kept} entries,` : '';
  const reason = typeof after?.reason === 'string' ? ` Reason: ${plain(after.reason)}` : '';
  return `Entry ${seq} of ${plain(at)} accepted the journal as it was, though the checkpoint kept beside the keys${kept} did not fit. Others signed before need not fit either.${reason}`;
}

interface Told {
  before?: { kept?: unknown } | null;
  after?: { reason?: unknown } | null;
}

function detailIn(content: string | null): Told {
  try {
    return (JSON.parse(content ?? '{}') as Told | null) ?? {};
  } catch {
    return {};
  }
}

/** Somebody's words on a terminal: a line, without what steers one. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
