import { sql } from '../../platform/database/index.js';
import { isKnown, isSaid } from '../../platform/purged.js';
import { flagged, heldAs } from '../holds/held.js';
import { keptKind } from './kept-kind.js';
import { anyOf, byTier, unlessLetGo } from './let-go.js';

const judgingPeriods = ['judgingTier1', 'judgingTier2', 'judgingTier3', 'judgingTier4'] as const;
const period = byTier('judgingAfterLeaving', judgingPeriods);
const heldAssessment = flagged(heldAs('vendor', sql`a.vendor_id`), heldAs('assessment', sql`a.id`));

/** From the day on which the vendor `v` left, or an assessment newer than `a` was decided, or `a` was revoked. */
const sinceNewer = sql`CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
  WHEN a.state = 'revoked' THEN substr(a.revoked_at, 1, 10)
  ELSE (SELECT substr(min(n.decided_at), 1, 10) FROM assessment n
    WHERE n.engagement_id = a.engagement_id AND n.decided_at > a.decided_at) END`;

export const judging = keptKind({
  code: 'judging',
  title: 'What was written about findings and in reviews',
  what: 'Detail, proposed remediation, plan, resolution and verification of findings; why a risk was accepted, refused or not borne any longer; comments beside answers; what was asked to be changed, and what was written when we sent or revoked an assessment. Names of people at the vendor get into it.',
  purpose: 'To have gaps mended, and to tell how an answer was judged.',
  basis: 'A score and a decision rest on it, for as long as they may be questioned.',
  starts:
    'The vendor leaves; or the finding is verified; or the acceptance of a risk ends; or, of a review, a newer cycle of the same engagement is decided, or the assessment is revoked.',
  stays:
    'Title, severity, days and state of the finding; who bore a risk until when, at which band; which questions were to be changed by when; judgement and grade of each answer; who here judged; the SHA-256 of what was written. Why we decided as we did stays with the decision.',
  periods: ['judgingAfterLeaving', ...judgingPeriods],
  places: [
    {
      code: 'finding',
      columns: {
        finding: [
          'detail',
          'proposed_remediation',
          'plan',
          'resolution',
          'verification',
          'reopened_because',
          'planned_by',
          'resolved_by',
        ],
      },
      items: sql`SELECT f.id, f.vendor_id, CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          WHEN f.state = 'verified' THEN substr(f.verified_at, 1, 10) END AS started_on, ${period} AS period,
        ${flagged(heldAs('vendor', sql`f.vendor_id`), heldAs('assessment', sql`f.assessment_id`))} AS held,
        f.title AS named
        FROM finding f JOIN vendor v ON v.id = f.vendor_id WHERE ${anyOf(
          isSaid(sql`f.detail`),
          isSaid(sql`f.proposed_remediation`),
          isSaid(sql`f.plan`),
          isSaid(sql`f.resolution`),
          isSaid(sql`f.verification`),
          isSaid(sql`f.reopened_because`),
          sql`f.planned_by_kind = 'respondent' AND ${isKnown(sql`f.planned_by`)}`,
          sql`f.resolved_by_kind = 'respondent' AND ${isKnown(sql`f.resolved_by`)}`,
        )}`,
    },
    {
      code: 'risk_acceptance',
      columns: { risk_acceptance: ['reason', 'settled_because', 'ended_because'] },
      items: sql`SELECT r.id, f.vendor_id, CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          WHEN r.state IN ('requested', 'approved') THEN NULL
          ELSE substr(coalesce(r.ended_at, r.settled_at), 1, 10) END AS started_on, ${period} AS period,
        ${flagged(heldAs('vendor', sql`f.vendor_id`), heldAs('assessment', sql`f.assessment_id`))} AS held,
        'Risk accepted: ' || f.title AS named
        FROM risk_acceptance r JOIN finding f ON f.id = r.finding_id JOIN vendor v ON v.id = f.vendor_id
        WHERE ${anyOf(
          isSaid(sql`r.reason`),
          isSaid(sql`r.settled_because`),
          isSaid(sql`r.ended_because`),
        )}`,
    },
    {
      code: 'review',
      columns: {
        review: ['comment', 'scope_gap'],
        send_back: ['remark'],
        assessment: ['message', 'revoked_reason'],
      },
      items: sql`SELECT a.id, a.vendor_id, ${sinceNewer} AS started_on, ${period} AS period,
        ${heldAssessment} AS held, 'Assessment of ' || substr(a.created_at, 1, 10) AS named
        FROM assessment a JOIN vendor v ON v.id = a.vendor_id
        WHERE ${anyOf(
          isSaid(sql`a.message`),
          isSaid(sql`a.revoked_reason`),
          sql`EXISTS (SELECT 1 FROM review r WHERE r.assessment_id = a.id
            AND ${anyOf(isSaid(sql`r.comment`), isSaid(sql`r.scope_gap`))})`,
          sql`EXISTS (SELECT 1 FROM send_back b WHERE b.assessment_id = a.id AND ${isSaid(sql`b.remark`)})`,
        )}`,
    },
    {
      code: 'section_review',
      columns: { section_review: ['comment', 'scope_gap'], section_review_answer: ['before'] },
      items: sql`SELECT s.id, a.vendor_id, ${sinceNewer} AS started_on, ${period} AS period,
        ${heldAssessment} AS held, 'Review of a section, ' || substr(s.reviewed_at, 1, 10) AS named
        FROM section_review s JOIN assessment a ON a.id = s.assessment_id JOIN vendor v ON v.id = a.vendor_id
        WHERE ${unlessLetGo(sql`s.id`)}`,
    },
    {
      code: 'change_round',
      columns: { change_round: ['message'], change_question: ['remark'] },
      items: sql`SELECT c.id, a.vendor_id, ${sinceNewer} AS started_on, ${period} AS period,
        ${heldAssessment} AS held, 'Changes asked for on ' || substr(c.asked_at, 1, 10) AS named
        FROM change_round c JOIN assessment a ON a.id = c.assessment_id JOIN vendor v ON v.id = a.vendor_id
        WHERE ${unlessLetGo(sql`c.id`)}`,
    },
  ],
});

export const auditWords = keptKind({
  code: 'audit-words',
  title: 'What we copied from reports of auditors',
  what: 'Exceptions and what the vendor said of them, our notes, why an audit was not accepted, and the name and position of who signed a bridge letter.',
  purpose: 'To tell what an audit proves of a vendor, and what it does not.',
  basis:
    'A score rests on it while the audit counts. The report that it was copied from was given in confidence.',
  starts: 'The vendor leaves, or the day passes on which the audit ended.',
  stays:
    'Who audited what, when and with which scope, how severe each exception was, days, and the SHA-256 of what was written.',
  periods: [
    ...(['evidenceAfterLeaving', 'evidenceTier1', 'evidenceTier2'] as const),
    ...(['evidenceTier3', 'evidenceTier4'] as const),
  ],
  places: [
    {
      code: 'audit',
      columns: {
        audit: ['notes', 'rejected_reason'],
        audit_exception: ['text', 'response'],
        bridge_letter: ['signed_by', 'signer_role'],
      },
      items: sql`SELECT u.id, u.vendor_id, CASE WHEN v.left_at IS NOT NULL THEN substr(v.left_at, 1, 10)
          ELSE coalesce(u.expires_on, u.period_to, u.issued_on) END AS started_on,
        ${byTier('evidenceAfterLeaving', ['evidenceTier1', 'evidenceTier2', 'evidenceTier3', 'evidenceTier4'])} AS period,
        ${flagged(heldAs('vendor', sql`u.vendor_id`))} AS held,
        coalesce(u.title, u.kind) || ' of ' || coalesce(u.period_to, u.issued_on, substr(u.created_at, 1, 10)) AS named
        FROM audit u JOIN vendor v ON v.id = u.vendor_id
        WHERE ${anyOf(
          isSaid(sql`u.notes`),
          isSaid(sql`u.rejected_reason`),
          sql`EXISTS (SELECT 1 FROM audit_exception x WHERE x.audit_id = u.id
            AND ${anyOf(isSaid(sql`x.text`), isSaid(sql`x.response`))})`,
          sql`EXISTS (SELECT 1 FROM bridge_letter b WHERE b.audit_id = u.id AND ${isKnown(sql`b.signed_by`)})`,
        )}`,
    },
  ],
});
