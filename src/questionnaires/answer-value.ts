import { MAX_ROWS, isListKind } from './list-columns.js';
import { readRow } from './list-row.js';
import { DAY_MESSAGE, isDay, readPlainText } from './plain-text.js';
import type { Problem } from './problem.js';
import { choicesOf, type Question } from './question.js';

export type Known = 'yes' | 'no' | 'unknown';

export interface ToolRow {
  name: string;
  kind:
    | 'model'
    | 'model_provider'
    | 'gateway'
    | 'agent_framework'
    | 'vector_store'
    | 'labelling'
    | 'cloud'
    | 'ci_scanner'
    | 'library'
    | 'other';
  purl?: string;
  url?: string;
  version?: string;
  purpose?: string;
  seesOurData: Known;
  holdsCredentials: Known;
  pinned?: Known;
}

export interface StoreRow {
  what: string;
  where: string;
  purpose?: string;
  /** Whole days; null when no limit is stated. */
  retentionDays: number | null;
  encryptedAtRest: Known;
  encryptionHow?: string;
  trainedOn: Known;
  deletedHow?: string;
}

export interface AuditRow {
  standard:
    | 'soc2_type1'
    | 'soc2_type2'
    | 'iso27001'
    | 'iso42001'
    | 'penetration_test'
    | 'red_team_test'
    | 'other';
  auditor: string;
  scope?: string;
  periodStart?: string;
  /** The last day covered; for a certificate the day it expires. */
  periodEnd: string;
  issuedOn?: string;
  nextDueOn?: string;
  exceptions?: number;
}

/** yes_no, single, text and date are strings; multiple is strings; the lists are rows. */
export type AnswerValue = string | number | string[] | ToolRow[] | StoreRow[] | AuditRow[];

export type ReadAnswer = { ok: true; value: AnswerValue } | { ok: false; problems: Problem[] };

export const MAX_TEXT = 4000;
export const MAX_NUMBER = 1_000_000_000_000;
const MAX_PROBLEMS = 50;

/**
 * Reads an answer as it came from JSON. Strict: wrong types, unknown fields, choices not offered, broken text
 * and over-long input are refused. Paths are `value`, or `rows.<n>.<field>` in lists.
 */
export function readAnswer(question: Question, raw: unknown): ReadAnswer {
  if (!isListKind(question.kind)) return readScalar(question, raw);
  if (!Array.isArray(raw)) return refuse('rows', 'Send a list of rows.');
  if (raw.length > MAX_ROWS) return refuse('rows', `List at most ${MAX_ROWS} rows.`);
  return readRows(
    question,
    raw.map((row: unknown, at) => ({ at, row })),
  );
}

/** Reads list rows that know the number they are to be reported under. */
export function readRows(question: Question, rows: { at: number; row: unknown }[]): ReadAnswer {
  if (!isListKind(question.kind)) return refuse('rows', 'This question has no rows.');
  if (rows.length > MAX_ROWS) return refuse('rows', `List at most ${MAX_ROWS} rows.`);
  const problems: Problem[] = [];
  const value = [];
  for (const { at, row } of rows) {
    value.push(readRow(question.kind, row, `rows.${at}`, problems));
    if (problems.length >= MAX_PROBLEMS) break;
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MAX_PROBLEMS) };
  return { ok: true, value: value as unknown as ToolRow[] | StoreRow[] | AuditRow[] };
}

function readScalar(question: Question, raw: unknown): ReadAnswer {
  if (question.kind === 'multiple') return readMultiple(question, raw);
  if (question.kind === 'number') return readNumber(raw);
  const read = readPlainText(raw, question.kind === 'text' ? MAX_TEXT : 200);
  if (!read.ok) return refuse('value', read.message);
  if (read.text === '') return refuse('value', 'Give an answer.');
  if (question.kind === 'date' && !isDay(read.text)) return refuse('value', DAY_MESSAGE);
  if (question.kind === 'yes_no' || question.kind === 'single') {
    const offered = choicesOf(question).some((choice) => choice.value === read.text);
    if (!offered) return refuse('value', 'Choose one of the answers offered.');
  }
  return { ok: true, value: read.text };
}

function readMultiple(question: Question, raw: unknown): ReadAnswer {
  if (!Array.isArray(raw)) return refuse('value', 'Send a list of choices.');
  const choices = choicesOf(question);
  if (raw.length === 0) return refuse('value', 'Choose at least one answer.');
  const foreign = raw.some((entry) => !choices.some((choice) => choice.value === entry));
  if (foreign) return refuse('value', 'Choose only from the answers offered.');
  if (new Set(raw).size < raw.length) return refuse('value', 'Choose each answer only once.');
  const value = choices.map((choice) => choice.value).filter((choice) => raw.includes(choice));
  return { ok: true, value };
}

function readNumber(raw: unknown): ReadAnswer {
  const inRange = typeof raw === 'number' && raw >= 0 && raw <= MAX_NUMBER;
  if (!inRange) return refuse('value', 'Write a number with digits only, such as 72 or 0.5.');
  return { ok: true, value: raw === 0 ? 0 : raw };
}

function refuse(path: string, message: string): ReadAnswer {
  return { ok: false, problems: [{ path, message }] };
}
