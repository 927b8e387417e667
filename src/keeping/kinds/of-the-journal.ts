import { sql, type Database, type Sql } from '../../platform/database/index.js';
import { keptKind, type Counted } from './kept-kind.js';

const standing = (kind: string): Sql =>
  sql`SELECT h.subject_id FROM legal_hold h WHERE h.released_at IS NULL AND h.subject_kind = ${kind}`;
const ofHeldVendors = (table: Sql): Sql =>
  sql`SELECT t.id FROM ${table} t WHERE t.vendor_id IN (${standing('vendor')})`;

/** Ids of what a standing hold covers, as subjects of the journal. */
const heldSubjects = [
  sql`contact`,
  sql`engagement`,
  sql`evidence`,
  sql`assessment`,
  sql`finding`,
  sql`audit`,
  sql`credential`,
  sql`outreach_request`,
  sql`remediation_request`,
  sql`offboarding`,
  sql`offboarding_request`,
  sql`statement`,
].reduce(
  (all, table) => sql`${all} UNION ALL ${ofHeldVendors(table)}`,
  sql`SELECT h.subject_id FROM legal_hold h WHERE h.released_at IS NULL
    UNION ALL SELECT i.id FROM invitation i JOIN assessment a ON a.id = i.assessment_id
      WHERE a.id IN (${standing('assessment')}) OR a.vendor_id IN (${standing('vendor')})
    UNION ALL SELECT o.id FROM outreach_answer o JOIN outreach_request q ON q.id = o.request_id
      WHERE q.incident_id IN (${standing('incident')}) OR q.vendor_id IN (${standing('vendor')})
    UNION ALL SELECT q.id FROM outreach_request q WHERE q.incident_id IN (${standing('incident')})`,
);

interface Sums {
  held: number;
  due: number;
}

/** Entries follow each other in time: how many are due is found by where the day falls among them. */
async function counted(database: Database, before: string): Promise<Counted[]> {
  const [head] = await database.sql<{ size: number }[]>`SELECT size FROM journal_head`;
  const last = await lastBefore(database, before, head?.size ?? 0);
  const [erased] = await database.sql<{ whole: number; due: number }[]>`
    SELECT cast(count(*) AS integer) AS whole, cast(coalesce(sum(CASE WHEN r.seq <= ${last} THEN 1 ELSE 0 END), 0) AS integer) AS due
    FROM journal_erasure r`;
  const [held] = await database.sql<Sums[]>`
    SELECT cast(count(*) AS integer) AS held,
      cast(coalesce(sum(CASE WHEN e.seq <= ${last} THEN 1 ELSE 0 END), 0) AS integer) AS due
    FROM journal_entry e JOIN journal_detail d ON d.seq = e.seq WHERE e.subject_id IN (${heldSubjects})`;
  const [first] = await database.sql<{ day: string }[]>`
    SELECT substr(e.at, 1, 10) AS day FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq
    WHERE e.subject_id NOT IN (${heldSubjects}) ORDER BY d.seq LIMIT 1`;
  const kept = (head?.size ?? 0) - (erased?.whole ?? 0);
  const due = last - (erased?.due ?? 0) - (held?.due ?? 0);
  const period = 'journalDetails';
  return [
    { period, kept, running: kept, held: held?.held ?? 0, due, earliest: first?.day ?? null },
  ];
}

/** The number of the last entry before a day; 0 where there is none. */
async function lastBefore(database: Database, day: string, size: number): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [entry] = await database.sql<{ at: string }[]>`
      SELECT e.at FROM journal_entry e WHERE e.seq = ${middle}`;
    if (entry && entry.at.slice(0, 10) < day) low = middle;
    else high = middle - 1;
  }
  return low;
}

export const journalDetails = keptKind({
  code: 'journal-details',
  title: 'Before and after in the journal',
  what: 'What an entry says of before and after, and the name of who did it.',
  purpose: 'To tell in detail how a register came to say what it says.',
  basis:
    'Who changed what has to be told for as long as a decision may be questioned. Some of it is personal.',
  starts: 'The entry is written.',
  stays:
    'The entry itself: when, what, on what, by which id, and the hash of what was purged. Chain, tree and checkpoints still hold.',
  periods: ['journalDetails'],
  places: [
    {
      code: 'journal_detail',
      columns: { journal_detail: ['content', 'salt'], journal_mention: ['address_sha256'] },
      items: sql`SELECT cast(d.seq AS text) AS id, d.seq AS seq, NULL AS vendor_id, substr(e.at, 1, 10) AS started_on,
        'journalDetails' AS period, CASE WHEN e.subject_id IN (${heldSubjects}) THEN 1 ELSE 0 END AS held,
        e.action AS named
        FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq`,
      numbered: true,
      ofVendor: null,
      count: counted,
    },
  ],
});
