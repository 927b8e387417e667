import { folded } from '../../platform/folded.js';

/** More than this many words are a sentence, not a name. */
const mostWords = 6;
const word = String.raw`[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]{0,39}`;
const particle = String.raw`(?:van|von|der|den|de|del|della|di|da|dos|la|le|bin|ibn|al|el|ter|ten|zu|y|e)`;
/** Words that begin as names do, one after the other: what a name looks like in the middle of a sentence. */
const run = new RegExp(String.raw`${word}(?: (?:${particle} ){0,2}${word}){1,7}`, 'gu');
const pieces = /[,;:()/|\n\r\t"“”<>]+/u;
const isWord = /^[\p{L}\p{M}'’.-]+$/u;

/**
 * By what a name is found: its words without case, accents and marks, in the order of the alphabet, so that “Okafor, RUI” is “Rui Okafor”.
 * Nothing for fewer than two words, or more than six: too much else is called so.
 */
export function nameKey(name: string): string | undefined {
  const words = wordsOf(name);
  return words && [...words].sort().join(' ');
}

function wordsOf(text: string): string[] | undefined {
  const words = allWordsOf(text);
  return words.length > 1 && words.length <= mostWords ? words : undefined;
}

const allWordsOf = (text: string): string[] =>
  folded(text)
    .replace(/['’.,-]/g, ' ')
    .split(' ')
    .filter((one) => one !== '');

/** Whether every word of a name stands in another, so that “Okafor” and “Okafor, RUI” find “Dr Rui Okafor”. Nothing finds nothing. */
export function isIn(name: string, other: string): boolean {
  const [sought, within] = [allWordsOf(name), new Set(allWordsOf(other))];
  return sought.length > 0 && sought.every((word) => within.has(word));
}

/** The keys of whatever may be a name of a person in an entry of the journal; who did it does not count. `content` is JSON as `Journal` writes it. */
export function namesIn(content: string): string[] {
  const { before, after } = JSON.parse(content) as { before?: unknown; after?: unknown };
  const found = new Set<string>();
  for (const text of textsIn([before, after])) {
    if (!text.includes(' ')) continue;
    if (text.length <= 200) {
      if (note(found, text) && text.split(' ').length < 4) continue;
      for (const piece of text.split(pieces)) note(found, piece);
    }
    for (const [said] of text.slice(0, 20_000).matchAll(run)) parts(found, said.split(' '));
  }
  return [...found];
}

/** Whether the whole of it may be a name. */
function note(found: Set<string>, text: string): boolean {
  const given = text.trim().split(/[\s,]+/);
  if (given.length < 2 || given.length > mostWords) return false;
  if (!given.every((one) => isWord.test(one))) return false;
  const key = nameKey(text);
  if (key !== undefined) found.add(key);
  const [first, last] = [given[0], given.at(-1)];
  if (given.length > 2 && first && last) found.add(nameKey(`${first} ${last}`) ?? '');
  return true;
}

/** Each two, three or four that follow each other: where a sentence begins with the name it begins with more than it. */
function parts(found: Set<string>, words: readonly string[]): void {
  for (let from = 0; from < words.length - 1; from += 1) {
    for (let many = 2; many <= 4 && from + many <= words.length; many += 1) {
      const key = nameKey(words.slice(from, from + many).join(' '));
      if (key !== undefined) found.add(key);
    }
  }
}

function* textsIn(fact: unknown): Generator<string> {
  if (typeof fact === 'string') yield fact;
  else if (typeof fact === 'object' && fact !== null) {
    for (const one of Object.values(fact)) yield* textsIn(one);
  }
}

/** Whether a name stands in a text, as whole words, whatever its case, accents and spaces. */
export function stands(name: string, text: string): boolean {
  const [sought, within] = [folded(name).trim(), folded(text)];
  if (sought === '') return false;
  for (let at = within.indexOf(sought); at !== -1; at = within.indexOf(sought, at + 1)) {
    const around = `${within[at - 1] ?? ' '}${within[at + sought.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
