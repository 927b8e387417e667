import type { FrozenAnswer } from '../answering/answer.entity.js';
import { differences } from './difference.js';

interface Round {
  before: readonly FrozenAnswer[];
  after: readonly FrozenAnswer[];
  /** Keys of the questions whose remark was replied to. */
  replied: ReadonlySet<string>;
}

/**
 * Which of the chosen questions a submission left exactly as they were, without a reply either, in their order. One that is
 * not asked any more, since another answer hides it, did change.
 */
export function untouched(chosen: readonly string[], { before, after, replied }: Round): string[] {
  const [was, is] = [byKey(before), byKey(after)];
  return chosen.filter(
    (key) => !replied.has(key) && differences(was.get(key), is.get(key)).length === 0,
  );
}

const byKey = (answers: readonly FrozenAnswer[]) =>
  new Map(answers.map((answer) => [answer.questionKey, answer]));
