import { purgedName } from '../../platform/purged.js';
import type { StoredScore } from '../scores/score.entity.js';

type Said = Pick<StoredScore, 'input' | 'result'>;

const approved = 'Not applicable, approved: ';

/**
 * A score without the words in which the vendor said why the questions with these keys do not apply; every figure stays, and
 * what our people wrote.
 */
export function withoutReasons({ input, result }: Said, keys: ReadonlySet<string>): Said {
  const questions = input.questions.map((question) =>
    keys.has(question.key) && question.notApplicableReason !== null
      ? { ...question, notApplicableReason: purgedName }
      : question,
  );
  return { input: { ...input, questions }, result: inLines(result, keys) };
}

function inLines<T>(value: T, keys: ReadonlySet<string>): T {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (one === null || typeof one !== 'object') return one;
    const line = Object.fromEntries(Object.entries(one).map(([name, held]) => [name, walk(held)]));
    const { key, why } = line;
    const isTheirs = typeof key === 'string' && keys.has(key) && typeof why === 'string';
    return isTheirs && why.startsWith(approved)
      ? { ...line, why: `${approved}${purgedName}. It leaves the sum.` }
      : line;
  };
  return walk(value) as T;
}
