import { dayOf } from '../../platform/clock.js';
import { compare, type Comparison, type Question } from '../../questionnaires/index.js';
import type { QuestionnaireDefinition } from '../../questionnaires/index.js';
import type { FrozenAnswer, Submission } from '../answering/answer.entity.js';
import { askedQuestions } from '../answering/answered.js';

/** A question that was asked, with what was said and what comparing that with the expected answer gives. */
export interface Compared {
  question: Question;
  answer: FrozenAnswer | undefined;
  comparison: Comparison;
}

const known = new WeakMap<Submission, ReadonlyMap<string, Compared>>();

/** By key, in the order of the questionnaire. A submission never changes, so that this is found out once for each. */
export function comparedOf(
  submission: Submission,
  definition: QuestionnaireDefinition,
): ReadonlyMap<string, Compared> {
  const before = known.get(submission);
  if (before) return before;
  const { answers, submittedAt } = submission;
  const day = dayOf(submittedAt);
  const given = new Map(answers.map((answer) => [answer.questionKey, answer]));
  const all = askedQuestions(definition, answers).map((question) => {
    const answer = given.get(question.key);
    const comparison = compare(question, answer?.value ?? undefined, day);
    return [question.key, { question, answer, comparison }] as const;
  });
  const compared = new Map(all);
  known.set(submission, compared);
  return compared;
}
