import { Unreadable } from './read-inventory.js';

/** The text of a file. Throws Unreadable unless it is UTF-8 without zeros. */
export function textOf(content: Buffer | string): string {
  const text = typeof content === 'string' ? content : decoded(content);
  if (text.includes('\0')) throw new Unreadable('is no text: it holds zeros');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The line in which a position stands, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}

function decoded(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new Unreadable('is not UTF-8 text: save it again as “UTF-8”');
  }
}
