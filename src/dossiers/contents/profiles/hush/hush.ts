import { endOfWord, isInWord, wordFrom } from './words.js';

const withheld = '[withheld]';
const word = /[\p{L}\p{N}]+/u;
const shortest = 3;

/** What begins with one word. */
interface Known {
  /** How long they are, the longest first. */
  lengths: number[];
  /** In small letters. */
  texts: Set<string>;
  /** One word alone may be a word too: it counts only as it is written. */
  words: Set<string>;
}

/**
 * Withholds what is known of people from a text of JSON or CSV: their names and addresses wherever they stand as whole words, and
 * whatever else looks like an e-mail address. Names of less than three letters are not looked for. The time it takes grows with
 * the text, not with how many people are known.
 */
export class Hush {
  /** By their first word, in small letters. */
  private readonly known = new Map<string, Known>();

  constructor(people: Iterable<string> = []) {
    for (const one of people) this.add(one);
  }

  /** A name or an address. */
  add(person: string): void {
    const text = person.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (text.length < shortest) return;
    for (const written of new Set([text, text.replace(/\s+/g, ' ')])) {
      this.learn(written);
      this.learn(JSON.stringify(written).slice(1, -1));
      this.learn(written.replaceAll('"', '""'));
    }
  }

  in(text: string): string {
    let told = '';
    let from = 0;
    for (let at = wordFrom(text, 0); at < text.length;) {
      const end = endOfWord(text, at);
      const length = this.lengthOf(text.slice(at, end), text, at);
      if (length > 0) {
        told += text.slice(from, at) + withheld;
        from = at + length;
      }
      at = wordFrom(text, Math.max(end, from));
    }
    return withoutAddresses(told + text.slice(from));
  }

  /** The same of every text in plain data; keys stay. */
  throughout<T>(value: T): T {
    const walk = (one: unknown): unknown => {
      if (typeof one === 'string') return this.in(one);
      if (Array.isArray(one)) return one.map(walk);
      if (one === null || typeof one !== 'object' || one instanceof Date) return one;
      return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, walk(held)]));
    };
    return walk(value) as T;
  }

  private learn(text: string): void {
    const first = word.exec(text)?.[0];
    if (first === undefined) return;
    const begun = first.toLowerCase();
    const known = this.known.get(begun) ?? { lengths: [], texts: new Set(), words: new Set() };
    this.known.set(begun, known);
    if (first === text) known.words.add(text);
    else known.texts.add(text.toLowerCase());
    if (known.lengths.includes(text.length)) return;
    known.lengths.push(text.length);
    known.lengths.sort((one, other) => other - one);
  }

  /** Of the longest that begins there; 0 where none does. */
  private lengthOf(first: string, text: string, at: number): number {
    const known = this.known.get(first.toLowerCase());
    const found = known?.lengths.find((length) => {
      const here = text.slice(at, at + length);
      // A key of JSON is ours, whoever is called like it.
      const isWord = known.words.has(here) && !text.startsWith('":', at + length);
      if (!isWord && !known.texts.has(here.toLowerCase())) return false;
      return !isInWord(text, at + length);
    });
    return found ?? 0;
  }
}

/** The letter of an escape of JSON is not part of it. */
const address =
  /(?<!\\)[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;
/** A package with its version looks like an address. */
const inPackage = /pkg:[^\s"]*$/;
const lookBack = 300;

const withoutAddresses = (text: string): string =>
  text.includes('@')
    ? text.replace(address, (found, at: number) =>
        inPackage.test(text.slice(Math.max(0, at - lookBack), at)) ? found : withheld,
      )
    : text;
