import type { FindingRule, MetGap } from '../../findings/index.js';
import { questionsOf, type Question } from '../../questionnaires/index.js';
import { failsKnockOut, markOf, type ScoredQuestion } from '../../scoring/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import type { Assessment } from '../assessment.entity.js';
import type { Review } from '../reviewing/review.entity.js';
import type { Snapshot } from '../reviewing/snapshots.service.js';
import { standingReviews } from '../scores/questions-for-score.js';
import { factsOf, gapOf } from './gap.js';

type About = Pick<Assessment, 'id' | 'vendorId' | 'engagementId'>;
type Submitted = Pick<Snapshot, 'questionnaire' | 'submission' | 'reviews' | 'questions'>;

/**
 * What the answers of an assessment, as submitted and judged, say of the gaps that a rule watches. A knock-out that
 * fails and a critical question answered adversely is a gap; one that meets what is expected, is covered by a
 * compensating control, is approved as not applicable or is no longer asked closes it. Of what lies between (met in
 * part, insufficient, a critical one left blank) nothing is said: it stays as it is.
 */
export function metGaps(
  assessment: About,
  { questionnaire, submission, reviews, questions }: Submitted,
): MetGap[] {
  const { definition } = questionnaire;
  const answers = new Map(submission.answers.map((answer) => [answer.questionKey, answer]));
  const judged = standingReviews(reviews, submission.answers);
  const scored = new Map(questions.map((question) => [question.key, question]));
  return questionsOf(definition).flatMap((question): MetGap[] => {
    if (question.weight !== 'critical') return [];
    const { key } = question;
    const gap = gapOf(assessment.engagementId, question);
    const one = scored.get(key);
    if (!one) return [{ gap, is: 'closed', by: 'It is no longer asked, given the other answers.' }];
    const review = judged.get(key);
    const rule = ruleOf(one);
    if (rule === undefined) {
      const by = closedBy(one, review);
      return by === undefined ? [] : [{ gap, is: 'closed', by }];
    }
    const facts = factsOf(assessment, question, definition);
    const detail = `${facts.detail} ${adversely(question, one, review)}`;
    const since = sinceWhen(answers.get(key), review, submission.submittedAt);
    return [{ gap, is: 'there', since, facts: { ...facts, detail, raisedByRule: rule } }];
  });
}

/** The rule that a question as it stands sets off. */
export function ruleOf(question: ScoredQuestion): FindingRule | undefined {
  const mark = markOf(question);
  if (failsKnockOut(question, mark)) return 'knock_out';
  const adverse = mark.standing === 'answered' && question.compliance === 'does_not_meet';
  return adverse && question.weight === 'critical' ? 'critical_adverse' : undefined;
}

function closedBy(question: ScoredQuestion, review: Review | undefined): string | undefined {
  const { standing } = markOf(question);
  if (standing === 'approved') {
    return `It was judged not to apply: ${question.notApplicableReason ?? ''}`;
  }
  if (standing !== 'answered') return undefined;
  if (question.compliance === 'compensated') return 'A compensating control was accepted.';
  if (question.compliance !== 'meets') return undefined;
  return review
    ? 'The answer was judged to meet what is expected.'
    : 'It was answered anew: the answer meets what is expected.';
}

function adversely(
  { knockOut }: Question,
  { answered, notApplicable }: ScoredQuestion,
  review: Review | undefined,
): string {
  const what = knockOut ? 'A knock-out question' : 'A critical question';
  if (review) return `${what}; the answer was judged not to meet what is expected.`;
  if (notApplicable === 'claimed') {
    return `${what}; the vendor says that it does not apply, which we have not approved.`;
  }
  return answered
    ? `${what}; the answer does not meet what is expected.`
    : `${what}; it was left blank.`;
}

function sinceWhen(
  answer: FrozenAnswer | undefined,
  review: Review | undefined,
  submittedAt: Date,
): string {
  if (review) return review.reviewedAt.toISOString();
  if (!answer) return submittedAt.toISOString();
  const confirmed = answer.confirmed?.at ?? '';
  return confirmed > answer.answeredAt ? confirmed : answer.answeredAt;
}
