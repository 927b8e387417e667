import { sql, type Sql } from '../../platform/database/index.js';
import { keptKind } from './kept-kind.js';

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
].reduce(
  (all, table) => sql`${all} UNION ALL ${ofHeldVendors(table)}`,
  sql`SELECT h.subject_id FROM legal_hold h WHERE h.released_at IS NULL
    UNION ALL SELECT i.id FROM invitation i JOIN assessment a ON a.id = i.assessment_id
      WHERE a.id IN (${standing('assessment')}) OR a.vendor_id IN (${standing('vendor')})
    UNION ALL SELECT q.id FROM outreach_request q WHERE q.incident_id IN (${standing('incident')})`,
);

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
      items: sql`SELECT cast(e.seq AS text) AS id, NULL AS vendor_id, substr(e.at, 1, 10) AS started_on,
        'journalDetails' AS period, CASE WHEN e.subject_id IN (${heldSubjects}) THEN 1 ELSE 0 END AS held
        FROM journal_detail d JOIN journal_entry e ON e.seq = d.seq`,
    },
  ],
});
