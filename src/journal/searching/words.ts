import { folded } from '../../platform/folded.js';

/** Says of what is stored of an entry whether it holds what is looked for. */
export type Matches = (content: string) => boolean;

const mostWords = 10;

/** The words of a search, each once, folded; nothing where there is none. At most 10. */
export const searchedWords = (text: string): string[] =>
  [...new Set(folded(text).split(' '))].filter((word) => word !== '').slice(0, mostWords);

/**
 * Looks for entries in which every word stands somewhere: in the name of who did it, or in a value of before or after, at the
 * beginning of a word or within one. Names of fields do not count. `content` is JSON as `Journal` writes it.
 */
export function matching(words: readonly string[]): Matches {
  const written = words.map((word) => JSON.stringify(word).slice(1, -1));
  return (content) => {
    const text = folded(content);
    // Most entries are passed over here, without being read as JSON.
    if (!written.every((word) => text.includes(word))) return false;
    const values = [...valuesIn(JSON.parse(content))].map(folded);
    return words.every((word) => values.some((value) => value.includes(word)));
  };
}

function* valuesIn(fact: unknown): Generator<string> {
  if (typeof fact === 'string' || typeof fact === 'number') yield String(fact);
  else if (typeof fact === 'object' && fact !== null) {
    for (const one of Object.values(fact)) yield* valuesIn(one);
  }
}
