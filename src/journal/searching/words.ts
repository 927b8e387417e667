import { folded } from '../../platform/folded.js';
import { saidOf } from './said-of.js';

/** What is stored of an entry, as far as it is looked through. `content`: nothing where it was purged. */
export interface Searched {
  action: string;
  subjectKind: string;
  content: string | null;
}

/** Says of an entry whether it holds what is looked for. */
export type Matches = (entry: Searched) => boolean;

const mostWords = 10;

/** The words of a search, each once, folded; nothing where there is none. At most 10. */
export const searchedWords = (text: string): string[] =>
  [...new Set(folded(text).split(' '))].filter((word) => word !== '').slice(0, mostWords);

/**
 * Looks for entries in which every word stands somewhere: in what the page says was done to what, in the name of who did it,
 * or in a value of before or after, at the beginning of a word or within one. Names of fields do not count. `content` is JSON
 * as `Journal` writes it.
 */
export function matching(words: readonly string[]): Matches {
  const left = wordsLeft(words);
  return ({ action, subjectKind, content }) => {
    const sought = left(action, subjectKind);
    if (sought.length === 0) return true;
    if (content === null) return false;
    const text = folded(content);
    // Most entries are passed over here, without being read as JSON.
    if (!sought.every(({ written }) => text.includes(written))) return false;
    const values = [...valuesIn(JSON.parse(content))].map(folded);
    return sought.every(({ word }) => values.some((value) => value.includes(word)));
  };
}

interface Sought {
  word: string;
  /** As it stands in JSON. */
  written: string;
}

/** The words that do not stand in what the page says was done to what; there are few kinds of that, so each is looked at once. */
function wordsLeft(words: readonly string[]): (action: string, subjectKind: string) => Sought[] {
  const all = words.map((word) => ({ word, written: JSON.stringify(word).slice(1, -1) }));
  const known = new Map<string, Sought[]>();
  return (action, subjectKind) => {
    const key = `${action} ${subjectKind}`;
    const found = known.get(key);
    if (found) return found;
    const said = folded(`${saidOf(action)} ${saidOf(subjectKind)} ${action}`);
    const left = all.filter(({ word }) => !said.includes(word));
    known.set(key, left);
    return left;
  };
}

function* valuesIn(fact: unknown): Generator<string> {
  if (typeof fact === 'string' || typeof fact === 'number') yield String(fact);
  else if (typeof fact === 'object' && fact !== null) {
    for (const one of Object.values(fact)) yield* valuesIn(one);
  }
}
