import { sql, type Sql } from '../../platform/database/index.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';

const unlessLetGo = (id: Sql): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM purged_text p WHERE p.id = ${id} AND p.extent = 'all')`;

/** By the tier of the vendor `v`, unless it has left. */
const byTier = (left: string, [first, second, third, fourth]: readonly string[]): Sql =>
  sql`CASE WHEN v.left_at IS NOT NULL THEN ${left} WHEN v.tier = 2 THEN ${second} WHEN v.tier = 3 THEN ${third}
    WHEN v.tier = 4 THEN ${fourth} ELSE ${first} END`;

const incidentPeriods = [
  'incidentWordsTier1',
  'incidentWordsTier2',
  'incidentWordsTier3',
  'incidentWordsTier4',
] as const;
const judgingPeriods = ['judgingTier1', 'judgingTier2', 'judgingTier3', 'judgingTier4'] as const;

/** From the day on which both the incident `n` is closed and, where the vendor `v` left, it has. */
const sinceClosed = sql`CASE WHEN n.closed_at IS NULL THEN NULL WHEN v.left_at > n.closed_at THEN substr(v.left_at, 1, 10)
  ELSE substr(n.closed_at, 1, 10) END`;

export const incidentWords = keptKind({
  code: 'incident-words',
  title: 'What vendors said about incidents',
  what: 'Answers about an incident: what could be reached, what was done, the name and address of whom to ask, OpenVEX documents; and the words of statements.',
  purpose: 'To know who is affected, and to ask further.',
  basis:
    'Whether we asked in time and did what followed has to be provable while the incident may be questioned. Names in it serve only as long.',
  starts: 'The incident is closed; where the vendor leaves later, then.',
  stays:
    'Yes, no or not known, versions, days, what it came to, and the SHA-256 of what was said. The timeline of the incident stays too.',
  periods: ['incidentWordsAfterLeaving', ...incidentPeriods],
  places: [
    {
      code: 'outreach_answer',
      items: sql`SELECT o.id, q.vendor_id, ${sinceClosed} AS started_on,
        ${byTier('incidentWordsAfterLeaving', incidentPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`q.vendor_id`), heldAs('incident', sql`q.incident_id`))} AS held,
        n.title AS named
        FROM outreach_answer o JOIN outreach_request q ON q.id = o.request_id JOIN incident n ON n.id = q.incident_id
        JOIN vendor v ON v.id = q.vendor_id WHERE ${unlessLetGo(sql`o.id`)}`,
    },
    {
      code: 'statement',
      items: sql`SELECT s.id, s.vendor_id, ${sinceClosed} AS started_on,
        ${byTier('incidentWordsAfterLeaving', incidentPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`s.vendor_id`), heldAs('incident', sql`s.incident_id`))} AS held,
        n.title AS named
        FROM statement s JOIN incident n ON n.id = s.incident_id JOIN vendor v ON v.id = s.vendor_id
        WHERE s.words IS NOT NULL AND ${unlessLetGo(sql`s.id`)}`,
    },
  ],
});

export const judging = keptKind({
  code: 'judging',
  title: 'What was written about findings and in reviews',
  what: 'Detail, plan, resolution and verification of findings; comments beside answers and what was asked to be changed. Names of people at the vendor get into it.',
  purpose: 'To have gaps mended, and to tell how an answer was judged.',
  basis: 'A score and a decision rest on it, for as long as they may be questioned.',
  starts:
    'The vendor leaves; or the finding is verified; or, of a review, a newer cycle of the same engagement is decided.',
  stays:
    'Title, severity, days and state of the finding; judgement and grade of each answer; who here judged; the SHA-256 of what was written. Why a risk was accepted stays with the decision.',
  periods: ['judgingAfterLeaving', ...judgingPeriods],
  places: [
    {
      code: 'finding',
      items: sql`SELECT f.id, f.vendor_id, CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          WHEN f.state = 'verified' THEN substr(f.verified_at, 1, 10) END AS started_on,
        ${byTier('judgingAfterLeaving', judgingPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`f.vendor_id`), heldAs('assessment', sql`f.assessment_id`))} AS held,
        f.title AS named
        FROM finding f JOIN vendor v ON v.id = f.vendor_id WHERE ${unlessLetGo(sql`f.id`)}`,
    },
    {
      code: 'review',
      items: sql`SELECT a.id, a.vendor_id, CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          ELSE (SELECT substr(min(n.decided_at), 1, 10) FROM assessment n
            WHERE n.engagement_id = a.engagement_id AND n.decided_at > a.decided_at) END AS started_on,
        ${byTier('judgingAfterLeaving', judgingPeriods)} AS period,
        ${flagged(heldAs('vendor', sql`a.vendor_id`), heldAs('assessment', sql`a.id`))} AS held,
        'Assessment of ' || substr(a.created_at, 1, 10) AS named
        FROM assessment a JOIN vendor v ON v.id = a.vendor_id
        WHERE ${unlessLetGo(sql`a.id`)} AND (
          EXISTS (SELECT 1 FROM review r WHERE r.assessment_id = a.id AND (r.comment IS NOT NULL OR r.scope_gap IS NOT NULL))
          OR EXISTS (SELECT 1 FROM send_back b WHERE b.assessment_id = a.id AND b.remark IS NOT NULL))`,
    },
  ],
});
