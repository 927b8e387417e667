import type { FindingOfAssessment } from '../../findings/index.js';
import { spokenDay, type ScoredFinding } from '../../scoring/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import type { JudgedAnswer } from './questions-for-score.js';

interface Said {
  answers: readonly Pick<FrozenAnswer, 'questionKey' | 'answeredAt'>[];
  reviews: readonly Pick<JudgedAnswer, 'questionKey' | 'reviewedAt'>[];
}

/**
 * The findings of an assessment as the scoring model takes them: with what was said of an answer after its finding was
 * verified, by the vendor or by a judgement of ours. Instants are compared as ISO 8601 text.
 */
export function findingsForScore(
  findings: readonly FindingOfAssessment[],
  said: Said,
): ScoredFinding[] {
  const verified = ({ state, verifiedAt }: FindingOfAssessment): string | null =>
    state === 'verified' ? verifiedAt : null;
  return findings.map((finding) => {
    const { reference, title, state, questionKey, acceptedUntil } = finding;
    const verifiedAt = verified(finding);
    return {
      reference,
      title,
      state,
      questionKey,
      verifiedOn: verifiedAt?.slice(0, 10) ?? null,
      saidSince: verifiedAt === null ? null : saidAfter(verifiedAt, questionKey, said),
      acceptedUntil: state === 'risk_accepted' ? acceptedUntil : null,
    };
  });
}

function saidAfter(
  verifiedAt: string,
  questionKey: string | null,
  { answers, reviews }: Said,
): string | null {
  const answeredAt = answers.find((answer) => answer.questionKey === questionKey)?.answeredAt;
  const judgedAt = reviews
    .find((review) => review.questionKey === questionKey)
    ?.reviewedAt.toISOString();
  if (answeredAt && answeredAt > verifiedAt) {
    return `the vendor answered anew on ${spokenDay(answeredAt.slice(0, 10))}`;
  }
  if (judgedAt && judgedAt > verifiedAt) {
    return `the answer was judged anew on ${spokenDay(judgedAt.slice(0, 10))}`;
  }
  return null;
}
