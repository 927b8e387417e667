import type { AnswerValue } from './answer-value.js';
import { checkReferences } from './condition-references.js';
import type { Problem } from './problem.js';
import {
  type Condition,
  type Question,
  type QuestionnaireDefinition,
  questionsOf,
} from './question.js';

export type Answers = ReadonlyMap<string, AnswerValue>;

/**
 * The questions to ask, in order, given the answers so far (question key to value; none for what is not applicable).
 * A hidden question's answer does not count as given, so what hangs on it is hidden too.
 * A condition may only look back: a question further down counts as unanswered.
 */
export function visibleQuestions(
  definition: QuestionnaireDefinition,
  answers: Answers,
): Question[] {
  const given = new Map<string, AnswerValue>();
  return questionsOf(definition).filter((question) => {
    if (question.when && !holds(question.when, given)) return false;
    const value = answers.get(question.key);
    if (value !== undefined) given.set(question.key, value);
    return true;
  });
}

/** Whether a condition holds for these answers, all of which count as given. */
export function holds(condition: Condition, given: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, given));
  if ('any' in condition) return condition.any.some((part) => holds(part, given));
  if ('not' in condition) return !holds(condition.not, given);
  const value = given.get(condition.question);
  if (value === undefined) return false;
  if ('answered' in condition) return true;
  const wanted = [condition.is].flat();
  return chosen(value).some((choice) => wanted.includes(choice));
}

function chosen(value: AnswerValue): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.filter((entry) => typeof entry === 'string');
}

/** What is wrong with the conditions of a well-formed definition: unknown questions or choices, circles, looking ahead. */
export function checkConditions(definition: QuestionnaireDefinition): Problem[] {
  return checkReferences(definition.sections);
}
