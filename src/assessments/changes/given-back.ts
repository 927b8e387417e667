import type { Condition, QuestionnaireDefinition } from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { askedQuestions } from '../answering/answered.js';

/** Why a question may be answered again: it was chosen, or an answer that changed brought it up. */
export type WhyOpen = 'chosen' | 'appeared';

/** What an open round gives back. */
export interface GivenBack {
  /** Keys of the chosen questions, with our remark. */
  chosen: ReadonlyMap<string, string>;
  /** Keys of the questions that the answers asked as they were submitted last. */
  askedBefore: ReadonlySet<string>;
}

/** The keys that these answers ask, as they were frozen. */
export const askedIn = (
  definition: QuestionnaireDefinition,
  answers: readonly FrozenAnswer[],
): Set<string> => new Set(askedQuestions(definition, answers).map(({ key }) => key));

/**
 * Why a question that is asked now may be answered in the round, or nothing where it stays as it was submitted.
 * One that was not asked before can only have come up by an answer that changed since.
 */
export function whyOpen({ chosen, askedBefore }: GivenBack, key: string): WhyOpen | undefined {
  if (chosen.has(key)) return 'chosen';
  return askedBefore.has(key) ? undefined : 'appeared';
}

/** Keys of the questions that a condition looks at. */
export function hangsOn(when: Condition | undefined): string[] {
  if (!when) return [];
  if ('question' in when) return [when.question];
  if ('not' in when) return hangsOn(when.not);
  const parts = 'all' in when ? when.all : when.any;
  return [...new Set(parts.flatMap(hangsOn))];
}
