import type { Question } from './question.js';

/**
 * How an answer is compared before anybody has reviewed it, in one sentence; blank where the single choice that meets
 * it says it all.
 */
export function expectationWords(question: Question): string {
  const { expected } = question;
  const amount = (value: number) => `${value.toLocaleString('en')} ${question.unit ?? ''}`.trim();
  switch (expected.rule) {
    case 'given':
      return expected.atLeastCharacters
        ? `Any answer of ${expected.atLeastCharacters} characters or more meets it, a shorter one in part.`
        : 'Any answer meets it.';
    case 'equals':
    case 'oneOf':
      return '';
    case 'includesAll':
      return `All that are wanted together meet it, ${Math.round((expected.partialFrom ?? 0.5) * 100)}% or more of them in part.`;
    case 'atMost':
      return `${amount(expected.full)} or less meets it${part(expected.partial === undefined ? undefined : `up to ${amount(expected.partial)}`)}.`;
    case 'atLeast':
      return `${amount(expected.full)} or more meets it${part(expected.partial === undefined ? undefined : `${amount(expected.partial)} or more`)}.`;
    case 'notOlderThan':
      return `A day at most ${expected.months} months ago meets it${part(expected.partialMonths === undefined ? undefined : `up to ${expected.partialMonths} months`)}.`;
    case 'tools':
      return 'A list whose tools each have a version and say what they see and hold meets it; a list with gaps in part.';
    case 'stores': {
      const limit =
        expected.atMostDays === undefined ? '' : ` of at most ${expected.atMostDays} days`;
      return `A list meets it if every store is encrypted, has a retention${limit}, and is not trained on; what is not known counts in part.`;
    }
    case 'audits':
      return `A SOC 2 Type II whose period ended at most ${expected.withinMonths} months ago, or an ISO certificate in force, meets it; other audits, and ones that lapsed less than ${expected.graceMonths} months ago, in part.`;
  }
}

function part(words: string | undefined): string {
  return words === undefined ? '' : `, ${words} in part`;
}
