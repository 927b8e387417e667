import { isPlainObject, quotable, readPlainText, type TextFault } from './plain-text.js';
import type { Problem } from './problem.js';

const KEY = /^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_]*)?$/;
const RESERVED: readonly string[] = ['constructor', 'prototype'];
const MOST_PROBLEMS = 200;

const CLAUSES: Readonly<Record<TextFault, (max: number) => string>> = {
  kind: () => 'is not text',
  length: (max) => `is longer than ${max} characters`,
  characters: () => 'has characters that cannot be stored',
};

/** Walks untrusted JSON and collects what is wrong with it, by path. */
export class DefinitionReader {
  readonly problems: Problem[] = [];

  report(path: string, message: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path, message });
  }

  /** The object at this path, with no fields but these; undefined (and reported) where it is none. */
  object(
    raw: unknown,
    path: string,
    fields: readonly string[],
  ): Record<string, unknown> | undefined {
    if (!isPlainObject(raw)) {
      this.report(path, 'is not a set of named fields');
      return undefined;
    }
    for (const name of Object.keys(raw)) {
      if (fields.includes(name)) continue;
      const shown = quotable(name);
      this.report(path ? `${path}.${shown}` : shown, 'is not known here');
    }
    return Object.assign(Object.create(null) as Record<string, unknown>, raw);
  }

  /** The entries of the list at this path; none (and reported) where it is no list or has too few or too many. */
  list(raw: unknown, path: string, least: number, most: number): readonly unknown[] {
    if (Array.isArray(raw) && raw.length >= least && raw.length <= most) return raw;
    this.report(path, `is not a list of ${least} to ${most} entries`);
    return [];
  }

  /** Text of at most `max` characters, without blanks around it. */
  text(raw: unknown, path: string, max: number, blank?: 'may be blank'): string | undefined {
    const read = readPlainText(raw, max);
    if (!read.ok) {
      this.report(path, CLAUSES[read.fault](max));
      return undefined;
    }
    if (read.text === '' && !blank) this.report(path, 'is empty');
    return read.text;
  }

  whole(raw: unknown, path: string, least: number, most: number): void {
    if (typeof raw === 'number' && Number.isInteger(raw) && raw >= least && raw <= most) return;
    this.report(path, `is not a whole number from ${least} to ${most}`);
  }

  oneOf<T extends string>(raw: unknown, path: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((entry) => entry === raw);
    if (found === undefined) this.report(path, `is not one of: ${allowed.join(', ')}`);
    return found;
  }

  key(raw: unknown, path: string): string | undefined {
    const fits = typeof raw === 'string' && raw.length <= 80 && KEY.test(raw);
    if (fits && !RESERVED.includes(raw)) return raw;
    this.report(path, 'is not made of small letters, digits, - and _, such as supply.pinned');
    return undefined;
  }

  uniqueKey(raw: unknown, path: string, taken: Set<string>): void {
    const key = this.key(raw, path);
    if (key === undefined) return;
    if (taken.has(key)) this.report(path, `is used twice: “${key}”`);
    taken.add(key);
  }
}
