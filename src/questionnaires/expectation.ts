import { addMonths } from '../platform/clock.js';
import type { AnswerValue, AuditRow, StoreRow, ToolRow } from './answer-value.js';
import { compareChoices, compareOneOf } from './choice-expectation.js';
import type { Comparison } from './comparison.js';
import { compareAudits, compareStores, compareTools } from './list-expectation.js';
import type { Question } from './question.js';

/**
 * Compares an answer with what is expected: 1 meets it, 0.5 partly, 0 does not or was not given.
 * @param value what `readAnswer` returned, or undefined when unanswered
 * @param onDay the day to measure ages from, `YYYY-MM-DD`
 */
export function compare(
  question: Question,
  value: AnswerValue | undefined,
  onDay: string,
): Comparison {
  if (value === undefined) return { compliance: 0, reason: 'Not answered.' };
  const expected = question.expected;
  switch (expected.rule) {
    case 'given':
      return compareGiven(value, expected.atLeastCharacters ?? 0);
    case 'equals':
      return typeof value === 'string'
        ? compareOneOf(question, value, { full: [expected.value] })
        : unfit();
    case 'oneOf':
      return typeof value === 'string' ? compareOneOf(question, value, expected) : unfit();
    case 'includesAll':
      return Array.isArray(value) ? compareChoices(question, value as string[], expected) : unfit();
    case 'atMost':
      return typeof value === 'number' ? compareAtMost(question, value, expected) : unfit();
    case 'atLeast':
      return typeof value === 'number' ? compareAtLeast(question, value, expected) : unfit();
    case 'notOlderThan':
      return typeof value === 'string' ? compareAge(value, expected, onDay) : unfit();
    case 'tools':
      return Array.isArray(value) ? compareTools(value as ToolRow[]) : unfit();
    case 'stores':
      return Array.isArray(value)
        ? compareStores(value as StoreRow[], expected.atMostDays)
        : unfit();
    case 'audits':
      return Array.isArray(value) ? compareAudits(value as AuditRow[], expected, onDay) : unfit();
  }
}

function unfit(): Comparison {
  return { compliance: 0, reason: 'The answer is not of the kind that was asked for.' };
}

function compareGiven(value: AnswerValue, atLeast: number): Comparison {
  if (typeof value === 'string' && value.length < atLeast) {
    return {
      compliance: 0.5,
      reason: `Answered in ${value.length} characters, too few to judge by; ${atLeast} or more are expected.`,
    };
  }
  return { compliance: 1, reason: 'Answered; there is no single right answer.' };
}

function compareAtMost(
  question: Question,
  value: number,
  { full, partial = full }: { full: number; partial?: number },
): Comparison {
  const stated = `${amount(value, question)} stated; ${amount(full, question)} or less is expected`;
  if (value <= full) return { compliance: 1, reason: `${stated}.` };
  if (value <= partial) {
    return { compliance: 0.5, reason: `${stated}, up to ${partial} meets it in part.` };
  }
  return { compliance: 0, reason: `${stated}.` };
}

function compareAtLeast(
  question: Question,
  value: number,
  { full, partial = full }: { full: number; partial?: number },
): Comparison {
  const stated = `${amount(value, question)} stated; ${amount(full, question)} or more is expected`;
  if (value >= full) return { compliance: 1, reason: `${stated}.` };
  if (value >= partial) {
    return { compliance: 0.5, reason: `${stated}, ${partial} or more meets it in part.` };
  }
  return { compliance: 0, reason: `${stated}.` };
}

function amount(value: number, question: Question): string {
  return `${value.toLocaleString('en', { maximumFractionDigits: 6 })} ${question.unit ?? ''}`.trim();
}

function compareAge(
  day: string,
  { months, partialMonths = months }: { months: number; partialMonths?: number },
  onDay: string,
): Comparison {
  if (day > onDay) return { compliance: 0, reason: `${day} lies in the future.` };
  const rule = `at most ${months} months ago is expected`;
  if (day >= addMonths(onDay, -months)) return { compliance: 1, reason: `${day}; ${rule}.` };
  if (day >= addMonths(onDay, -partialMonths)) {
    return {
      compliance: 0.5,
      reason: `${day}; ${rule}, up to ${partialMonths} months meets it in part.`,
    };
  }
  return { compliance: 0, reason: `${day} is too long ago; ${rule}.` };
}
