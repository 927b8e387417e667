import type { AnswerValue } from './answer-value.js';
import { type Column, isListKind, LIST_COLUMNS } from './list-columns.js';
import { spokenDay } from '../scoring/index.js';
import { choicesOf, labelOf, type Question } from './question.js';

/** The answer as plain lines a person reads: one per line of text, per choice, or per row of a list. */
export function formatAnswer(question: Question, value: AnswerValue): string[] {
  if (typeof value === 'number') return [`${plainNumber(value)} ${question.unit ?? ''}`.trim()];
  if (typeof value === 'string') {
    if (question.kind === 'date') return [spokenDay(value)];
    return labelOf(choicesOf(question), value).split('\n');
  }
  if (!isListKind(question.kind)) {
    return value.map((entry) => labelOf(choicesOf(question), entry as string));
  }
  if (value.length === 0) return ['None listed'];
  const columns = LIST_COLUMNS[question.kind];
  return value.map((row) => formatRow(columns, new Map(Object.entries(row))));
}

function formatRow(columns: readonly Column[], row: ReadonlyMap<string, unknown>): string {
  const cells = columns.flatMap((column, at) => {
    const words = cellWords(column, row.get(column.name));
    if (words === undefined) return [];
    return [at === 0 ? words : `${shortLabel(column.label)}: ${words}`];
  });
  return cells.join('; ');
}

function cellWords(column: Column, cell: unknown): string | undefined {
  if (cell === null) return 'not stated';
  if (typeof cell === 'number') {
    const unit = column.type === 'whole' ? (column.unit ?? '') : '';
    return `${plainNumber(cell)} ${unit}`.trim();
  }
  if (typeof cell !== 'string') return undefined;
  if (column.type === 'day') return spokenDay(cell);
  return column.type === 'choice' ? labelOf(column.options, cell) : cell.replace(/\n+/g, ' ');
}

function shortLabel(label: string): string {
  return label
    .replace(/ \(.*\)$/, '')
    .replace(/\?$/, '')
    .replace(/\b[A-Z](?![A-Z])/g, (letter) => letter.toLowerCase());
}

function plainNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
