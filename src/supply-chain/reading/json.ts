import { Unreadable } from './read-inventory.js';
import { lineAt } from './text.js';

export type JsonObject = Record<string, unknown>;

/** Throws Unreadable with the line where it stops being JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const [message = ''] = (error as Error).message.split(/,? (?:in JSON )?at position/);
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const line = lineAt(text, position === undefined ? text.length : Number(position));
    throw new Unreadable(`is not JSON: line ${line}, ${said(message)}`);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of its own, never one that every object has. */
export function own(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function textAt(object: unknown, key: string): string | undefined {
  const value = own(object, key);
  return typeof value === 'string' ? value : undefined;
}

export function listAt(object: unknown, key: string): readonly unknown[] {
  const value = own(object, key);
  return Array.isArray(value) ? value : none;
}

const none: readonly unknown[] = [];

/** Its own members; none where it is no object. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The engine quotes what it met; only the beginning of that is ours to repeat. */
function said(message: string): string {
  const plain = message.replace(/, (?:\.\.\.)?".*$/s, '').replace(/ is not valid JSON$/, '');
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain.toLowerCase();
}
