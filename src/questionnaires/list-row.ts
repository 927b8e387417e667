import { type Column, LIST_COLUMNS, type ListKind } from './list-columns.js';
import { DAY_MESSAGE, isDay, isPlainObject, quotable, readPlainText } from './plain-text.js';
import type { Problem } from './problem.js';

type Cell = string | number | null;
type ReadCell = { ok: true; cell: Cell } | { ok: false; message: string };

const PURL = /^pkg:[a-z][a-z0-9.+-]*\/[^\s]+$/i;

/** Reads one row of a list answer by its columns; what is wrong is added to `problems` under `path`. */
export function readRow(
  kind: ListKind,
  raw: unknown,
  path: string,
  problems: Problem[],
): Record<string, Cell> {
  const row: Record<string, Cell> = {};
  if (!isPlainObject(raw)) {
    problems.push({ path, message: 'Each row must be a set of named fields.' });
    return row;
  }
  const columns = LIST_COLUMNS[kind];
  for (const name of Object.keys(raw)) {
    if (columns.some((column) => column.name === name)) continue;
    const shown = quotable(name);
    problems.push({ path: `${path}.${shown}`, message: `There is no field “${shown}” here.` });
  }
  for (const column of columns) {
    const given: unknown = Object.hasOwn(raw, column.name) ? raw[column.name] : undefined;
    const read = readCell(column, given);
    if (!read.ok) problems.push({ path: `${path}.${column.name}`, message: read.message });
    else if (read.cell !== null || isNullable(column)) row[column.name] = read.cell;
  }
  if (kind === 'audits') checkPeriod(row, path, problems);
  return row;
}

function readCell(column: Column, raw: unknown): ReadCell {
  if (raw === undefined || raw === null || raw === '') return blank(column);
  if (column.type === 'whole') return readWhole(column.max, raw);
  const read = readPlainText(raw, column.type === 'text' ? column.max : 50);
  if (!read.ok) return read;
  if (read.text === '') return blank(column);
  if (column.type === 'day') {
    return isDay(read.text) ? accept(read.text) : { ok: false, message: DAY_MESSAGE };
  }
  if (column.type === 'choice') {
    const offered = column.options.some((option) => option.value === read.text);
    if (offered) return accept(read.text);
    const words = column.options.map((option) => option.value).join(', ');
    return { ok: false, message: `Choose one of: ${words}.` };
  }
  return readFormatted(column.format, read.text);
}

function readFormatted(format: 'purl' | 'url' | undefined, text: string): ReadCell {
  if (format === 'purl' && !PURL.test(text)) {
    return { ok: false, message: 'Write a package URL, such as pkg:pypi/litellm@1.82.6.' };
  }
  if (format === 'url' && !isWebAddress(text)) {
    return { ok: false, message: 'Write a web address that begins with https:// or http://.' };
  }
  return accept(text);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

function readWhole(max: number, raw: unknown): ReadCell {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= max) {
    return accept(raw === 0 ? 0 : raw);
  }
  return { ok: false, message: `Write a whole number from 0 to ${max.toLocaleString('en')}.` };
}

function blank(column: Column): ReadCell {
  if (column.required) return { ok: false, message: `“${column.label}” is needed.` };
  return accept(null);
}

function isNullable(column: Column): boolean {
  return column.type === 'whole' && column.nullable === true;
}

function accept(cell: Cell): ReadCell {
  return { ok: true, cell };
}

function checkPeriod(row: Record<string, Cell>, path: string, problems: Problem[]): void {
  const { periodStart, periodEnd } = row;
  if (typeof periodStart !== 'string' || typeof periodEnd !== 'string') return;
  if (periodStart <= periodEnd) return;
  problems.push({
    path: `${path}.periodStart`,
    message: 'The first day covered comes after the last.',
  });
}
