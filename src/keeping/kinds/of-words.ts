import { tellsOfIncident } from '../../incidents/index.js';
import { sql, type Sql } from '../../platform/database/index.js';
import { isKnown, isSaid } from '../../platform/purged.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';
import { anyOf, byTier, unlessLetGo } from './let-go.js';

const incidentPeriods = [
  'incidentWordsTier1',
  'incidentWordsTier2',
  'incidentWordsTier3',
  'incidentWordsTier4',
] as const;
/** From the day on which both the incident `n` is closed and, where the vendor `v` left, it has. */
const sinceClosed = sql`CASE WHEN n.closed_at IS NULL THEN NULL WHEN v.left_at > n.closed_at THEN substr(v.left_at, 1, 10)
  ELSE substr(n.closed_at, 1, 10) END`;

/** A vendor that is held has something to do with the incident. */
const ofHeldVendor = (table: Sql, incidentId: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM ${table} t JOIN legal_hold h ON h.subject_kind = 'vendor' AND h.subject_id = t.vendor_id
    WHERE h.released_at IS NULL AND t.incident_id = ${incidentId})`;

export const incidentWords = keptKind({
  code: 'incident-words',
  title: 'What vendors said about incidents',
  what: 'Answers about an incident: what could be reached, what was done, the name and address of whom to ask, OpenVEX documents; the words of statements; and what was noted where a credential was renewed.',
  purpose: 'To know who is affected, and to ask further.',
  basis:
    'Whether we asked in time and did what followed has to be provable while the incident may be questioned. Names in it serve only as long.',
  starts: 'The incident is closed; where the vendor leaves later, then.',
  stays: 'Yes, no or not known, versions, days, what it came to, and the SHA-256 of what was said.',
  periods: ['incidentWordsAfterLeaving', ...incidentPeriods],
  places: [
    {
      code: 'outreach_answer',
      columns: { outreach_answer: ['answers', 'open_vex', 'answered_by'] },
      items: sql`SELECT o.id, q.vendor_id, ${sinceClosed} AS started_on,
        ${byTier('incidentWordsAfterLeaving', incidentPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`q.vendor_id`), heldAs('incident', sql`q.incident_id`))} AS held,
        n.title AS named
        FROM outreach_answer o JOIN outreach_request q ON q.id = o.request_id JOIN incident n ON n.id = q.incident_id
        JOIN vendor v ON v.id = q.vendor_id WHERE ${unlessLetGo(sql`o.id`)}`,
    },
    {
      code: 'statement',
      columns: { statement: ['words', 'withdrawn_because', 'recorded_by'] },
      items: sql`SELECT s.id, s.vendor_id, ${sinceClosed} AS started_on,
        ${byTier('incidentWordsAfterLeaving', incidentPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`s.vendor_id`), heldAs('incident', sql`s.incident_id`))} AS held,
        n.title AS named
        FROM statement s JOIN incident n ON n.id = s.incident_id JOIN vendor v ON v.id = s.vendor_id
        WHERE ${anyOf(
          isSaid(sql`s.words`),
          isSaid(sql`s.withdrawn_because`),
          sql`s.recorded_by_kind = 'respondent' AND ${isKnown(sql`s.recorded_by`)}`,
        )}`,
    },
    {
      code: 'rotation',
      columns: { rotation: ['note'] },
      items: sql`SELECT r.id, r.vendor_id, ${sinceClosed} AS started_on,
        ${byTier('incidentWordsAfterLeaving', incidentPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`r.vendor_id`), heldAs('incident', sql`r.incident_id`))} AS held,
        n.title AS named
        FROM rotation r JOIN incident n ON n.id = r.incident_id JOIN vendor v ON v.id = r.vendor_id
        WHERE ${isSaid(sql`r.note`)}`,
    },
  ],
});

export const incidentTimeline = keptKind({
  code: 'incident-timeline',
  title: 'What we wrote about incidents',
  what: 'The timeline of an incident where somebody’s own words stand in it, who answered for a vendor, why it was confirmed and closed, and what we wrote to vendors in each round.',
  purpose: 'To tell what was known and done when, and to learn from it.',
  basis:
    'Whether we did what was due has to be told while the incident may be questioned. Names of people at vendors get into it.',
  starts: 'The incident is closed.',
  stays:
    'What was affected and when, each day and kind of entry, by whom here, who stood where, and the SHA-256 of what was written.',
  periods: ['incidentTimeline'],
  places: [
    {
      code: 'incident',
      columns: {
        incident: ['confirmed_because', 'closed_because'],
        incident_entry: ['words', 'actor'],
        outreach: ['message'],
      },
      items: sql`SELECT n.id, NULL AS vendor_id, substr(n.closed_at, 1, 10) AS started_on, 'incidentTimeline' AS period,
        ${flagged(
          heldAs('incident', sql`n.id`),
          ofHeldVendor(sql`statement`, sql`n.id`),
          ofHeldVendor(sql`outreach_request`, sql`n.id`),
        )} AS held, n.title AS named
        FROM incident n WHERE ${anyOf(
          isSaid(sql`n.confirmed_because`),
          isSaid(sql`n.closed_because`),
          sql`EXISTS (SELECT 1 FROM incident_entry t WHERE t.incident_id = n.id AND ${tellsOfIncident(sql`t`)})`,
          sql`EXISTS (SELECT 1 FROM outreach o WHERE o.incident_id = n.id AND ${isSaid(sql`o.message`)})`,
        )}`,
      ofVendor: null,
    },
  ],
});
