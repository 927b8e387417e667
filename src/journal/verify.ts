import type { Database } from '../platform/database/index.js';
import type { Checkpoint } from './journal.service.js';
import { chainStart, detailHashOf, hashOf, type Link } from './chain.js';

export interface Verdict {
  entries: number;
  hash: string;
  problems: string[];
}

interface Row {
  seq: number;
  at: string;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  detail_hash: string;
  previous_hash: string;
  hash: string;
  salt: string | null;
  content: string | null;
}

const batch = 1_000;
const mostProblems = 20;

/**
 * Walks the whole chain from its start and recomputes every hash. A purged detail is no problem; a changed one is.
 * A checkpoint kept elsewhere, such as on a report, must be met on the way: then nobody rewrote what was before it.
 */
export async function verifyJournal(database: Database, kept?: Checkpoint): Promise<Verdict> {
  const verdict: Verdict = { entries: 0, hash: chainStart, problems: [] };
  // The head and the last entry in one look, before the walk: what is written meanwhile is not ours to judge.
  const [head] = await database.sql<{ size: number; hash: string; last: number }[]>`
    SELECT h.size, h.hash, (SELECT coalesce(max(e.seq), 0) FROM journal_entry e) AS last
    FROM journal_head h`;
  for (;;) {
    const rows = await database.sql<Row[]>`
      SELECT e.*, d.salt, d.content FROM journal_entry e LEFT JOIN journal_detail d ON d.seq = e.seq
      WHERE e.seq > ${verdict.entries} AND e.seq <= ${head?.size ?? 0} ORDER BY e.seq LIMIT ${batch}`;
    for (const row of rows) {
      follow(verdict, row);
      if (row.seq === kept?.size) compare(verdict, kept);
    }
    if (rows.length < batch || verdict.problems.length >= mostProblems) break;
  }
  if (!head || head.last !== head.size) {
    verdict.problems.push(
      `The head speaks of ${head?.size ?? 'no'} entries; the last one written is number ${head?.last ?? 'unknown'}.`,
    );
  } else if (head.size !== verdict.entries || head.hash !== verdict.hash) {
    verdict.problems.push(
      `The head speaks of ${head.size} entries; the chain has ${verdict.entries} or ends in another hash.`,
    );
  }
  if (kept && kept.size > verdict.entries) {
    verdict.problems.push(`The kept checkpoint speaks of ${kept.size} entries: some were removed.`);
  }
  return verdict;
}

function compare({ problems, hash }: Verdict, kept: Checkpoint): void {
  if (hash.startsWith(kept.hash)) return;
  problems.push(
    `Entry ${kept.size} is not the one of the kept checkpoint: the journal was rewritten.`,
  );
}

function follow(verdict: Verdict, row: Row): void {
  const { problems } = verdict;
  if (row.seq !== verdict.entries + 1) problems.push(`Entry ${verdict.entries + 1} is missing.`);
  if (row.previous_hash !== verdict.hash) {
    problems.push(`Entry ${row.seq} does not follow the one before it.`);
  }
  if (hashOf(linkOf(row)) !== row.hash) problems.push(`Entry ${row.seq} was changed.`);
  if (row.salt !== null && row.content !== null) {
    const intact = detailHashOf(row.salt, row.content) === row.detail_hash;
    if (!intact) problems.push(`What entry ${row.seq} says of before and after was changed.`);
  }
  verdict.entries = row.seq;
  verdict.hash = row.hash;
}

function linkOf(row: Row): Link {
  return {
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    action: row.action,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    detailHash: row.detail_hash,
    previousHash: row.previous_hash,
  };
}
