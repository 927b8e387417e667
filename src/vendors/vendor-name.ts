import { folded } from '../platform/folded.js';

const ascii = /^[ -~]*$/;

/** A name as it is sorted and searched: without accents, in lower case, spaces folded. */
export const sortNameOf = folded;

const most = 20;

/** The words of a name, each once, as they are searched by their beginnings. At most 20. */
export function wordsOf(text: string): string[] {
  const sorted = sortNameOf(text);
  const words = sorted.split(ascii.test(sorted) ? /[^a-z0-9]+/ : /[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, most);
}

/** The first text that comes after everything that begins with `prefix`. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
