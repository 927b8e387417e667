import { compare, type Question, type QuestionnaireDefinition } from '../questionnaires/index.js';
import type { Compliance, EvidenceGrade, NotApplicable, ScoredQuestion } from '../scoring/index.js';
import type { FrozenAnswer } from './answer.entity.js';
import { askedQuestions } from './answered.js';
import type { Judgement, Review } from './review.entity.js';

export type JudgedAnswer = Pick<
  Review,
  'questionKey' | 'judgement' | 'evidence' | 'comment' | 'reviewedAt'
>;

interface Answered {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
  reviews: readonly JudgedAnswer[];
  /** The day of submission, from which ages are counted. */
  day: string;
}

type Standing = Pick<
  ScoredQuestion,
  'answered' | 'compliance' | 'evidence' | 'notApplicable' | 'notApplicableReason'
>;

const fromComparison: Readonly<Record<string, Compliance>> = {
  '1': 'meets',
  '0.5': 'partial',
  '0': 'does_not_meet',
};

/**
 * The reviews that still hold, by question: one of an answer that was given anew since does not.
 * Instants are compared as ISO 8601 text.
 */
export function standingReviews<R extends JudgedAnswer>(
  reviews: readonly R[],
  answers: readonly FrozenAnswer[],
): Map<string, R> {
  const givenAt = new Map(answers.map(({ questionKey, answeredAt }) => [questionKey, answeredAt]));
  const holds = ({ questionKey, reviewedAt }: R): boolean =>
    reviewedAt.toISOString() >= (givenAt.get(questionKey) ?? '');
  return new Map(reviews.filter(holds).map((review) => [review.questionKey, review]));
}

/**
 * The questions as the scoring model takes them: those that were asked, in order; hidden ones are left
 * out. Until a review, compliance comes from comparing the answer with the expected one and the evidence
 * is the vendor's word; a review replaces both. Source: VRM-1.
 */
export function questionsForScore({
  definition,
  answers,
  reviews,
  day,
}: Answered): ScoredQuestion[] {
  const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
  const judged = standingReviews(reviews, answers);
  const labels = new Map(definition.domains.map(({ key, label }) => [key, label]));
  return askedQuestions(definition, answers).map((question) => {
    const { key, text, domain, weight, knockOut = false, gap = null } = question;
    const answer = given.get(key);
    const review = judged.get(key);
    return {
      key,
      text,
      domain,
      domainLabel: labels.get(domain) ?? domain,
      weight,
      knockOut,
      gap,
      evidenceLowered: null,
      restsOn: null,
      ...(review ? afterReview(review, answer) : beforeReview(question, answer, day)),
    };
  });
}

function beforeReview(question: Question, answer: FrozenAnswer | undefined, day: string): Standing {
  const value = answer?.value ?? undefined;
  const { compliance } = compare(question, value, day);
  const claimed = answer !== undefined && answer.notApplicableReason !== null;
  return {
    answered: value !== undefined,
    compliance: fromComparison[compliance] ?? 'does_not_meet',
    evidence: 'assertion',
    notApplicable: claimed ? 'claimed' : 'none',
    notApplicableReason: answer?.notApplicableReason ?? null,
  };
}

const judgedAs: Readonly<Record<Judgement, Compliance>> = {
  meets: 'meets',
  partial: 'partial',
  does_not_meet: 'does_not_meet',
  insufficient: 'insufficient',
  not_applicable: 'insufficient',
};

function afterReview(review: JudgedAnswer, answer: FrozenAnswer | undefined): Standing {
  const approved = review.judgement === 'not_applicable';
  const notApplicable: NotApplicable = approved ? 'approved' : 'none';
  const evidence: EvidenceGrade = approved ? 'assertion' : review.evidence;
  return {
    answered: answer !== undefined,
    compliance: judgedAs[review.judgement],
    evidence,
    notApplicable,
    notApplicableReason: approved ? (answer?.notApplicableReason ?? review.comment) : null,
  };
}
