import {
  choicesOf,
  type Condition,
  labelOf,
  type QuestionnaireDefinition,
  questionsOf,
} from './question.js';

/**
 * A condition in words that follow “asked only if”, such as `“Do you …?” is answered Yes`. A question is quoted by
 * its text; choices by their labels.
 */
export function conditionWords(condition: Condition, definition: QuestionnaireDefinition): string {
  return words(condition, new Map(questionsOf(definition).map((each) => [each.key, each])));
}

type Questions = ReadonlyMap<string, ReturnType<typeof questionsOf>[number]>;

function words(condition: Condition, questions: Questions, inner?: 'inner'): string {
  if ('all' in condition) return joined(condition.all, ' and ', questions, inner);
  if ('any' in condition) return joined(condition.any, ' or ', questions, inner);
  if ('not' in condition) return `it is not so that ${words(condition.not, questions, 'inner')}`;
  const question = questions.get(condition.question);
  const asked = `“${question?.text ?? condition.question}”`;
  if ('answered' in condition) return `${asked} is answered`;
  const choices = question ? choicesOf(question) : [];
  const labels = [condition.is].flat().map((value) => `“${labelOf(choices, value)}”`);
  const among = question?.kind === 'multiple' ? 'includes' : 'is answered';
  return `${asked} ${among} ${either(labels)}`;
}

function joined(
  parts: readonly Condition[],
  link: string,
  questions: Questions,
  inner?: 'inner',
): string {
  const [only] = parts;
  if (only && parts.length === 1) return words(only, questions, inner);
  const text = parts.map((part) => words(part, questions, 'inner')).join(link);
  return inner ? `(${text})` : text;
}

function either(labels: readonly string[]): string {
  const last = labels.at(-1) ?? '';
  return labels.length < 2 ? last : `${labels.slice(0, -1).join(', ')} or ${last}`;
}
