import {
  type AnswerValue,
  MAX_TEXT,
  type ReadAnswer,
  readAnswer,
  readRows,
} from './answer-value.js';
import { isListKind, LIST_COLUMNS, type ListKind } from './list-columns.js';
import type { Question } from './question.js';

export type FlatForm = Readonly<Record<string, string | string[]>>;

/** `value: null` says that the form was left blank: no answer. */
export type ReadAnswerForm =
  Exclude<ReadAnswer, { ok: true }> | { ok: true; value: AnswerValue | null };

const ROW_FIELD = /^rows\.(\d{1,4})\.(\w{1,40})$/;
const NUMBER = /^\d{1,15}(\.\d{1,6})?$/;

/**
 * Reads an answer from a plain HTML form: `value` for one answer, `value` repeated for several choices,
 * `rows.<n>.<field>` for lists. Blank rows are dropped; other fields of the form are none of its business.
 * Paths in problems are the form's own field names.
 */
export function readAnswerForm(question: Question, form: FlatForm): ReadAnswerForm {
  if (isListKind(question.kind)) return readListForm(question, question.kind, form);
  const raw = Object.hasOwn(form, 'value') ? form['value'] : undefined;
  if (question.kind === 'multiple') return readMultipleForm(question, raw);
  if (Array.isArray(raw)) return sentTwice('value');
  if (raw === undefined || isBlank(raw)) return { ok: true, value: null };
  return readAnswer(question, question.kind === 'number' ? numberIn(raw) : raw);
}

function readMultipleForm(question: Question, raw: string | string[] | undefined): ReadAnswerForm {
  const chosen = [raw ?? []].flat().filter((entry) => !isBlank(entry));
  return chosen.length === 0 ? { ok: true, value: null } : readAnswer(question, chosen);
}

function readListForm(question: Question, kind: ListKind, form: FlatForm): ReadAnswerForm {
  const rows = new Map<number, Record<string, unknown>>();
  for (const [field, raw] of Object.entries(form)) {
    const match = ROW_FIELD.exec(field);
    if (!match) continue;
    if (Array.isArray(raw)) return sentTwice(field);
    if (isBlank(raw)) continue;
    const at = Number(match[1]);
    const row: Record<string, unknown> =
      rows.get(at) ?? (Object.create(null) as Record<string, unknown>);
    row[String(match[2])] = isWhole(kind, String(match[2])) ? numberIn(raw) : raw;
    rows.set(at, row);
  }
  if (rows.size === 0) return { ok: true, value: null };
  const inOrder = [...rows].sort(([one], [other]) => one - other);
  return readRows(
    question,
    inOrder.map(([at, row]) => ({ at, row })),
  );
}

function isWhole(kind: ListKind, name: string): boolean {
  return LIST_COLUMNS[kind].some((column) => column.name === name && column.type === 'whole');
}

/** A number where the text is one; otherwise the text, for the reader to refuse by name. */
function numberIn(raw: string): string | number {
  const text = raw.length <= 100 ? raw.trim() : raw;
  return text.length <= 22 && NUMBER.test(text) ? Number(text) : text;
}

function isBlank(raw: string): boolean {
  return raw.length <= MAX_TEXT && raw.trim() === '';
}

function sentTwice(path: string): ReadAnswerForm {
  return { ok: false, problems: [{ path, message: 'This field was sent more than once.' }] };
}
