import { isDeepStrictEqual } from 'node:util';
import { Conflict, Invalid } from '../../platform/errors.js';
import { dayText } from '../../platform/templates/index.js';
import { dayOf } from '../../platform/clock.js';
import type { FrozenAnswer, Submission } from '../answering/answer.entity.js';
import type { ReviewFacts } from './review.dto.js';
import type { Review } from './review.entity.js';

/** What a judgement says, as it is stored and written in the journal. */
export type Written = Pick<
  Review,
  'judgement' | 'evidence' | 'auditId' | 'scopeGap' | 'comment' | 'audience'
>;

export const writtenOf = ({
  judgement,
  evidence,
  auditId,
  scopeGap,
  comment,
  audience = 'internal',
}: ReviewFacts | Written): Written => ({
  judgement,
  evidence,
  auditId: auditId || null,
  scopeGap: scopeGap || null,
  comment: comment || null,
  audience,
});

/** What cannot be said of an answer as it was given. */
export function checkJudgement(
  answer: FrozenAnswer | undefined,
  { judgement, comment }: Pick<ReviewFacts, 'judgement' | 'comment'>,
): void {
  if (!answer && (judgement === 'meets' || judgement === 'partial')) {
    throw new Invalid({ judgement: 'is not possible for a question that was left blank' });
  }
  if (judgement === 'not_applicable' && !comment && !answer?.notApplicableReason) {
    throw new Invalid({ comment: 'is missing: say why the question does not apply' });
  }
}

type Submitted = Pick<Submission, 'number' | 'submittedAt' | 'answers'>;

/** True if a question was answered in another way than before; who answered and when does not count. */
export function isAnsweredAnew(before: Submitted, now: Submitted, key: string): boolean {
  const said = ({ answers }: Submitted) => {
    const answer = answers.find(({ questionKey }) => questionKey === key);
    const {
      value = null,
      notApplicableReason = null,
      comment = null,
      attached = [],
    } = answer ?? {};
    return { value, notApplicableReason, comment, attached };
  };
  return !isDeepStrictEqual(said(before), said(now));
}

/** Refuses judgements of answers that nobody here has looked at yet. */
export function answeredAnew(
  texts: readonly string[],
  { number, submittedAt }: Submitted,
): Conflict {
  const named = texts.map((text) => `“${text}”`).join(', ');
  return new Conflict(
    `The vendor has answered ${named} anew (submission ${number}, ${dayText(dayOf(submittedAt))}) since you opened ` +
      'this. Nothing was changed. Look at the new answer, then judge it.',
  );
}
