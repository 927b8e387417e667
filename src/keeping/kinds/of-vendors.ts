import { sql } from '../../platform/database/index.js';
import { isKnown } from '../../platform/purged.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';
import { anyOf } from './let-go.js';

const openStates = sql`'draft', 'sent', 'in_progress', 'submitted', 'in_review', 'changes_requested'`;
const answerOf = sql`FROM evidence_link k JOIN assessment a ON a.id = k.subject_id
  WHERE k.evidence_id = e.id AND k.subject_kind = 'answer'`;

export const answers = keptKind({
  code: 'answers',
  title: 'Answers',
  what: 'What a vendor wrote in its answers, drafts included: texts, comments, reasons, names of files, and who gave them.',
  purpose: 'To judge a vendor, and to compare it with what it said before.',
  basis:
    'A decision rests on it, and a newer cycle takes its place. Much of it is given in confidence.',
  starts:
    'The vendor leaves, a newer cycle of the same engagement is decided, or the assessment is revoked.',
  stays:
    'Choices, days and numbers, the SHA-256 of what was submitted, its receipt, judgements, scores and decisions. What our people wrote beside it goes by a rule of its own.',
  periods: ['answersAfterLeaving', 'answersTier1', 'answersTier2', 'answersTier3', 'answersTier4'],
  places: [
    {
      code: 'assessment',
      columns: {
        answer: ['value', 'not_applicable_reason', 'comment', 'answered_by'],
        submission: ['answers', 'submitted_by'],
        score: ['input', 'result'],
        carried_answer: [
          'value',
          'not_applicable_reason',
          'comment',
          'given_by',
          'confirmed',
          'evidence',
        ],
        change_reply: ['text', 'replied_by'],
      },
      items: sql`SELECT a.id, a.vendor_id,
        CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          WHEN a.state = 'revoked' THEN substr(a.revoked_at, 1, 10)
          ELSE (SELECT substr(min(n.decided_at), 1, 10) FROM assessment n
            WHERE n.engagement_id = a.engagement_id AND n.decided_at > a.decided_at) END AS started_on,
        CASE WHEN v.left_at IS NOT NULL THEN 'answersAfterLeaving' WHEN v.tier = 2 THEN 'answersTier2'
          WHEN v.tier = 3 THEN 'answersTier3' WHEN v.tier = 4 THEN 'answersTier4' ELSE 'answersTier1' END AS period,
        ${flagged(heldAs('vendor', sql`a.vendor_id`), heldAs('assessment', sql`a.id`))} AS held,
        'Assessment of ' || substr(a.created_at, 1, 10) AS named
        FROM assessment a JOIN vendor v ON v.id = a.vendor_id
        WHERE ${anyOf(
          sql`EXISTS (SELECT 1 FROM answer w WHERE w.assessment_id = a.id AND ${isKnown(sql`w.answered_by`)})`,
          sql`EXISTS (SELECT 1 FROM carried_answer c WHERE c.assessment_id = a.id AND ${isKnown(sql`c.given_by`)})`,
          sql`EXISTS (SELECT 1 FROM change_reply y WHERE y.assessment_id = a.id AND ${isKnown(sql`y.replied_by`)})`,
          sql`EXISTS (SELECT 1 FROM submission s WHERE s.assessment_id = a.id AND ${isKnown(sql`s.submitted_by`)})`,
        )}`,
    },
  ],
});

export const reports = keptKind({
  code: 'reports',
  title: 'Reports',
  what: 'PDFs, and what they were printed from: both quote answers and name people. Sealed dossiers go sooner, by a policy of their own.',
  purpose: 'To show somebody else what was known and decided.',
  basis: 'Who was shown what has to be told for as long as the decision may be questioned.',
  starts: 'The report is printed.',
  stays: 'Its title, what it was about, who asked for it, its length and the SHA-256 of the PDF.',
  periods: ['reports'],
  places: [
    {
      code: 'report',
      columns: { report: ['view'] },
      items: sql`SELECT r.id, coalesce(a.vendor_id, v.id) AS vendor_id,
        substr(coalesce(r.printed_at, r.created_at), 1, 10) AS started_on, 'reports' AS period,
        ${flagged(
          heldAs('vendor', sql`coalesce(a.vendor_id, v.id)`),
          heldAs('assessment', sql`a.id`),
          sql`r.subject_kind = 'incident' AND ${heldAs('incident', sql`r.subject_id`)}`,
        )} AS held, r.title AS named
        FROM report r LEFT JOIN assessment a ON r.subject_kind = 'assessment' AND a.id = r.subject_id
        LEFT JOIN vendor v ON r.subject_kind = 'vendor' AND v.id = r.subject_id
        WHERE r.purged_at IS NULL AND r.state <> 'waiting'`,
    },
  ],
});

export const evidence = keptKind({
  code: 'evidence',
  title: 'Evidence files',
  what: 'Files that vendors gave us or that we took from them, who at the vendor gave them, the picture of their first page, and the fingerprint of their text.',
  purpose: 'To prove what a vendor says of itself.',
  basis:
    'A decision has to be provable while it stands, and for the time in which it may be questioned. These files are given in confidence.',
  starts:
    'The vendor leaves, or the file is withdrawn, or its day of expiry or the end of its period passes; never while an assessment that uses it is open.',
  stays:
    'Title, file name, size, SHA-256, days, that the vendor gave it or who here did, where it was used, and the journal entry of the purge.',
  periods: [
    'evidenceAfterLeaving',
    'evidenceWithdrawn',
    'evidenceTier1',
    'evidenceTier2',
    'evidenceTier3',
    'evidenceTier4',
  ],
  places: [
    {
      code: 'evidence',
      columns: {
        evidence: ['given_by'],
        evidence_revision: ['given_by'],
        evidence_link: ['linked_by'],
        evidence_file: ['preview_blob'],
        evidence_fingerprint: ['signature'],
        evidence_fingerprint_band: ['word'],
      },
      items: sql`SELECT e.id, e.vendor_id,
        CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          WHEN EXISTS (SELECT 1 ${answerOf} AND a.state IN (${openStates})) THEN NULL
          WHEN e.withdrawn_at IS NOT NULL THEN substr(e.withdrawn_at, 1, 10)
          ELSE coalesce(e.expires_on, e.period_to) END AS started_on,
        CASE WHEN v.left_at IS NOT NULL THEN 'evidenceAfterLeaving'
          WHEN e.withdrawn_at IS NOT NULL THEN 'evidenceWithdrawn'
          WHEN v.tier = 2 THEN 'evidenceTier2' WHEN v.tier = 3 THEN 'evidenceTier3'
          WHEN v.tier = 4 THEN 'evidenceTier4' ELSE 'evidenceTier1' END AS period,
        ${flagged(
          heldAs('vendor', sql`e.vendor_id`),
          heldAs('evidence', sql`e.id`),
          sql`EXISTS (SELECT 1 ${answerOf} AND ${heldAs('assessment', sql`a.id`)})`,
        )} AS held, e.title AS named
        FROM evidence e JOIN vendor v ON v.id = e.vendor_id
        WHERE EXISTS (SELECT 1 FROM evidence_revision r WHERE r.evidence_id = e.id AND r.purged_at IS NULL)`,
    },
  ],
});
