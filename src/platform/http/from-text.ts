import type { Dto } from './check.js';
import { shapesOf } from './shapes.js';

type Text = string | string[] | undefined;

const number = /^-?\d+(\.\d+)?$/;

/**
 * Turns what a form or a query sent (names with dots for nested fields, all values text) into what the DTO's
 * checks expect. What does not look like the wanted type is passed on as it is, for the check to refuse.
 */
export function fromText(dto: Dto, sent: Record<string, Text>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const shapes = shapesOf(dto);
  for (const [name, { kind, nested }] of shapes) {
    const value = sent[name];
    if (kind === 'nested' && nested) result[name] = fromText(nested(), below(sent, name));
    else if (kind === 'nestedList' && nested) {
      result[name] = rowsBelow(sent, name).map((row) => fromText(nested(), row));
    } else if (kind === 'list') result[name] = listOf(value);
    else if (kind === 'flag') result[name] = flagOf(value);
    else if (value === undefined || value === '') continue;
    else if (kind === 'number') {
      result[name] = typeof value === 'string' && number.test(value.trim()) ? Number(value) : value;
    } else result[name] = value;
  }
  for (const name of Object.keys(sent)) {
    if (!shapes.has(name.split('.')[0] ?? name)) result[name] = sent[name];
  }
  return result;
}

function listOf(value: Text): string[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function flagOf(value: Text): unknown {
  if (value === undefined || value === '' || value === 'false') return false;
  return value === 'on' || value === 'true' ? true : value;
}

function below(sent: Record<string, Text>, name: string): Record<string, Text> {
  const prefix = `${name}.`;
  const found = Object.entries(sent).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value]));
}

/** Rows `name.0.x`, `name.1.x`, … in order; rows with nothing in them are left out. */
function rowsBelow(sent: Record<string, Text>, name: string): Record<string, Text>[] {
  const rows = new Map<number, Record<string, Text>>();
  for (const [key, value] of Object.entries(below(sent, name))) {
    const [, index, rest] = /^(\d{1,4})\.(.+)$/.exec(key) ?? [];
    if (index === undefined || rest === undefined) continue;
    rows.set(Number(index), { ...rows.get(Number(index)), [rest]: value });
  }
  return [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .filter((row) => Object.values(row).some((value) => value !== undefined && value !== ''));
}
