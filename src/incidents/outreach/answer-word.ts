import type { OutreachAnswerFacts } from './answer.dto.js';
import type { StatementStatus } from '../exposure/facts.js';
import type { Justification } from '../statements/statement.entity.js';

export interface Asked {
  /** Days `YYYY-MM-DD`; null where not known or still open. */
  window: { from: string | null; to: string | null };
  today: string;
  verdictOf: (version: string) => 'affected' | 'not_affected' | 'unknown';
}

/** What an answer comes to, in the words of OpenVEX. */
export interface AnswerWord {
  status: StatementStatus;
  justification?: Justification;
}

/**
 * What a vendor's answers come to. Not used: not affected. An affected version: affected, or fixed where it is out of use
 * and the vendor says that nothing of ours could be reached. Only other versions: not affected. A version that is not said
 * or cannot be compared: not affected where all of its use lies outside the window, otherwise the vendor is still looking.
 * Not known: still looking. Source: our own rules.
 */
export function answerWord(answer: OutreachAnswerFacts, asked: Asked): AnswerWord {
  const { used, usedFrom, usedUntil, reachable } = answer;
  if (used === 'no') return { status: 'not_affected', justification: 'component_not_present' };
  if (used === 'not_known') return { status: 'under_investigation' };
  const verdicts = versionsOf(answer).map(asked.verdictOf);
  if (verdicts.includes('affected')) {
    const over = usedUntil !== undefined && usedUntil <= asked.today;
    return { status: over && reachable === 'no' ? 'fixed' : 'affected' };
  }
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === 'not_affected')) {
    return { status: 'not_affected', justification: 'vulnerable_code_not_present' };
  }
  const { from, to } = asked.window;
  const before = from !== null && usedUntil !== undefined && usedUntil < from;
  const after = to !== null && usedFrom !== undefined && usedFrom > to;
  return before || after
    ? { status: 'not_affected', justification: 'component_not_present' }
    : { status: 'under_investigation' };
}

const mostVersions = 50;
const longestVersion = 100;

/** The versions that were written, each once; separated by commas, semicolons or white space. */
export function versionsOf({ versions = '' }: Pick<OutreachAnswerFacts, 'versions'>): string[] {
  const written = versions.split(/[\s,;]+/).filter((version) => version !== '');
  return [...new Set(written)].slice(0, mostVersions).map((one) => one.slice(0, longestVersion));
}

/** What contradicts itself in an answer, as a clause a field; empty where nothing does. */
export function contradictions(
  { used, usedFrom, usedUntil, reachable, versions }: OutreachAnswerFacts,
  today: string,
): Record<string, string> {
  const problems: Record<string, string> = {};
  if (usedFrom && usedFrom > today) problems['usedFrom'] = 'is in the future';
  if (usedUntil && usedUntil > today) problems['usedUntil'] = 'is in the future';
  if (usedFrom && usedUntil && usedUntil < usedFrom) {
    problems['usedUntil'] = 'is before the first day';
  }
  if (used === 'yes' && !reachable) problems['reachable'] = 'is missing, since you used it';
  if (used === 'no' && versions) {
    problems['versions'] = 'names some, but you say that it is not used';
  }
  return problems;
}
