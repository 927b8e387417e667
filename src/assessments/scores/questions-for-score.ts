import {
  compare,
  type Question,
  type QuestionnaireDefinition,
} from '../../questionnaires/index.js';
import type {
  Compliance,
  ExpiredEvidence,
  NotApplicable,
  ScoredQuestion,
} from '../../scoring/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { askedQuestions } from '../answering/answered.js';
import {
  basisAfterReview,
  basisBeforeReview,
  onNothing,
  type Basis,
  type Grounds,
} from '../grounds/basis.js';
import type { Judgement, Review } from '../reviewing/review.entity.js';

export type JudgedAnswer = Pick<
  Review,
  'questionKey' | 'judgement' | 'evidence' | 'auditId' | 'scopeGap' | 'comment' | 'reviewedAt'
>;

interface Answered {
  definition: QuestionnaireDefinition;
  answers: readonly FrozenAnswer[];
  reviews: readonly JudgedAnswer[];
  /** The day of submission, from which ages are counted. */
  day: string;
  grounds: Grounds;
  /** Of the questions that were asked only these. */
  only?: readonly Question[];
}

type Standing = Pick<
  ScoredQuestion,
  'answered' | 'compliance' | 'notApplicable' | 'notApplicableReason'
>;

interface Asked {
  question: Question;
  standing: Standing;
  basis: Basis;
}

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
 * is the vendor's word, or a document attached to the answer; a review replaces both. Source: VRM-1.
 */
export function questionsForScore(answered: Answered): ScoredQuestion[] {
  const { domains } = answered.definition;
  const labels = new Map(domains.map(({ key, label }) => [key, label]));
  return asked(answered).map(({ question, standing, basis: { expired: _, ...basis } }) => {
    const { key, text, domain, weight, knockOut = false, gap = null } = question;
    return {
      key,
      text,
      domain,
      domainLabel: labels.get(domain) ?? domain,
      weight,
      knockOut,
      gap,
      ...basis,
      ...standing,
    };
  });
}

/**
 * Evidence that expired under answers to critical questions, each piece once: the facts behind floor F4, which
 * itself looks at tier and age. Source: VRM-1.
 */
export function expiredKeyEvidence(answered: Answered): ExpiredEvidence[] {
  const found = new Map<string, ExpiredEvidence>();
  for (const { question, standing, basis } of asked(answered)) {
    const counts = standing.answered && standing.notApplicable === 'none';
    if (!basis.expired || question.weight !== 'critical' || !counts) continue;
    found.set(basis.expired.reason, basis.expired);
  }
  return [...found.values()];
}

function asked({ definition, answers, reviews, day, grounds, only }: Answered): Asked[] {
  const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
  const judged = standingReviews(reviews, answers);
  return (only ?? askedQuestions(definition, answers)).map((question) => {
    const { key } = question;
    const answer = given.get(key);
    const review = judged.get(key);
    if (!review) {
      const standing = beforeReview(question, answer, day);
      return { question, standing, basis: basisBeforeReview(key, grounds) };
    }
    const standing = afterReview(review, answer);
    const approved = standing.notApplicable === 'approved';
    const basis = approved ? onNothing : basisAfterReview(key, review, grounds);
    return { question, standing, basis };
  });
}

function beforeReview(question: Question, answer: FrozenAnswer | undefined, day: string): Standing {
  const value = answer?.value ?? undefined;
  const { compliance } = compare(question, value, day);
  const claimed = answer !== undefined && answer.notApplicableReason !== null;
  return {
    answered: value !== undefined,
    compliance: fromComparison[compliance] ?? 'does_not_meet',
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
  return {
    answered: answer !== undefined,
    compliance: judgedAs[review.judgement],
    notApplicable,
    notApplicableReason: approved ? (answer?.notApplicableReason ?? review.comment) : null,
  };
}
