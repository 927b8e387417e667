import { isWellFormed } from '../../platform/http/index.js';
import {
  type AnswerValue,
  type Problem,
  type Question,
  readAnswer,
} from '../../questionnaires/index.js';
import type { SheetAnswer } from './sheet.js';

const longestReason = 1_000;
export const longestComment = 2_000;

/** What a respondent sends for one question; nothing of it is trusted yet. */
export interface RawDraft {
  value?: unknown;
  notApplicableReason?: unknown;
  comment?: unknown;
}

/** All that is kept of an answer beside who gave it and when. All three null: cleared. */
export interface Draft {
  value: AnswerValue | null;
  notApplicableReason: string | null;
  comment: string | null;
}

export type ReadDraft = { ok: true; draft: Draft } | { ok: false; problems: Problem[] };

/**
 * Reads what was sent for a question: a value it can have, or why it does not apply where that is allowed, or
 * neither; and a comment. Paths of problems: `value`, `rows.<n>.<field>`, `notApplicableReason`, `comment`.
 */
export function readDraft(question: Question, raw: RawDraft): ReadDraft {
  const problems: Problem[] = [];
  const line = (path: 'notApplicableReason' | 'comment', max: number): string | null => {
    const read = readNote(raw[path], max);
    if (typeof read === 'object' && read !== null) problems.push({ path, message: read.message });
    return typeof read === 'string' ? read : null;
  };
  const notApplicableReason = line('notApplicableReason', longestReason);
  const comment = line('comment', longestComment);
  const value = valueIn(question, raw.value, problems);
  if (notApplicableReason !== null && !question.allowNotApplicable) {
    const message = 'This question always applies: answer it.';
    problems.push({ path: 'notApplicableReason', message });
  } else if (notApplicableReason !== null && value !== null) {
    const message = 'There is an answer and a reason why none applies: keep one of the two.';
    problems.push({ path: 'notApplicableReason', message });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, draft: { value, notApplicableReason, comment } };
}

export const isBlank = ({ value, notApplicableReason, comment }: Draft): boolean =>
  value === null && notApplicableReason === null && comment === null;

export function sameDraft(answer: SheetAnswer, draft: Draft): boolean {
  return (
    answer.notApplicableReason === draft.notApplicableReason &&
    answer.comment === draft.comment &&
    JSON.stringify(answer.value) === JSON.stringify(draft.value)
  );
}

function valueIn(question: Question, raw: unknown, problems: Problem[]): AnswerValue | null {
  if (raw === undefined || raw === null) return null;
  const read = readAnswer(question, raw);
  if (read.ok) return read.value;
  problems.push(...read.problems);
  return null;
}

/** A text of several lines as it is kept; null where nothing was said. */
export function readNote(raw: unknown, max: number): string | null | { message: string } {
  if (raw === undefined || raw === null) return null;
  if (typeof raw !== 'string') return { message: 'Write this as text.' };
  if (raw.length > 2 * max) return { message: tooLong(max) };
  const text = raw.replace(/\r\n?/g, '\n').trim();
  if (text.length > max) return { message: tooLong(max) };
  if (!isWellFormed(text))
    return { message: 'This has characters that cannot be stored; type it again.' };
  return text === '' ? null : text;
}

const tooLong = (max: number): string =>
  `Keep this to ${max.toLocaleString('en')} characters or fewer.`;
