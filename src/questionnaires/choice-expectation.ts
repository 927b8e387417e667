import type { Comparison } from './comparison.js';
import { choicesOf, labelOf, type Question } from './question.js';

/** Compares one choice with those that meet the expectation and those that meet it in part. */
export function compareOneOf(
  question: Question,
  value: string,
  { full, partial = [] }: { full: string[]; partial?: string[] },
): Comparison {
  const choices = choicesOf(question);
  const words = `“${labelOf(choices, value)}”`;
  if (full.includes(value)) {
    return { compliance: 1, reason: `Answered ${words}, as expected.` };
  }
  const wanted = inWords(full.map((choice) => labelOf(choices, choice)));
  if (partial.includes(value)) {
    return { compliance: 0.5, reason: `Answered ${words}, which meets ${wanted} only in part.` };
  }
  return { compliance: 0, reason: `Answered ${words} where ${wanted} is expected.` };
}

/** Compares the choices ticked with those wanted; a share of `partialFrom` (0-1, half unless told) meets it in part. */
export function compareChoices(
  question: Question,
  value: readonly string[],
  rule: { options: string[]; partialFrom?: number; forbidden?: string[] },
): Comparison {
  const choices = choicesOf(question);
  const label = (choice: string) => labelOf(choices, choice);
  const wrong = value.filter((choice) => rule.forbidden?.includes(choice));
  if (wrong.length > 0) {
    return {
      compliance: 0,
      reason: `Chose ${inWords(wrong.map(label), 'and')}, which rules it out.`,
    };
  }
  const missing = rule.options.filter((choice) => !value.includes(choice));
  if (missing.length === 0) {
    return { compliance: 1, reason: 'All of the expected choices were made.' };
  }
  const met = rule.options.length - missing.length;
  const reason = `${met} of ${rule.options.length} expected choices were made; missing: ${missing.map(label).join('; ')}.`;
  const enough = met > 0 && met / rule.options.length >= (rule.partialFrom ?? 0.5);
  return { compliance: enough ? 0.5 : 0, reason };
}

function inWords(labels: string[], link = 'or'): string {
  return labels.map((label) => `“${label}”`).join(` ${link} `);
}
