import { textHash, type Question } from '../../questionnaires/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { readDraft, type Draft } from '../answering/draft.js';

/**
 * `same`: prefilled, to be confirmed; `reworded`: the question asks something else now; `unfit`: it asks the same, but
 * this answer is not possible any more. The last two are asked afresh, with what was said shown beside.
 */
export const carriedStates = ['same', 'reworded', 'unfit'] as const;
export type CarriedState = (typeof carriedStates)[number];

export interface CarriedOver extends Draft {
  state: CarriedState;
}

type Said = Pick<FrozenAnswer, 'value' | 'notApplicableReason' | 'comment'>;

/**
 * What becomes of an answer when its question is asked again. Both questions have the same key; they ask the same when
 * their text hashes are equal (text, kind, unit, options). An answer that `readDraft` refuses today, such as an option
 * that is gone or a “not applicable” that is no longer allowed, is `unfit`. Nothing where nothing was answered: a
 * comment alone is no answer. Source: issue “Review, findings, decisions and the next cycle”.
 */
export function carryOver(before: Question, said: Said, after: Question): CarriedOver | undefined {
  const { value, notApplicableReason, comment } = said;
  if (value === null && notApplicableReason === null) return undefined;
  const draft = { value, notApplicableReason, comment };
  if (textHash(before) !== textHash(after)) return { state: 'reworded', ...draft };
  const read = readDraft(after, draft);
  return read.ok ? { state: 'same', ...read.draft } : { state: 'unfit', ...draft };
}
