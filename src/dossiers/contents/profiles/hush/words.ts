const inWords = /[\p{L}\p{N}]/u;
const escaped = '"\\/bfnrt';
const backslash = 0x5c;
const ascii = Array.from({ length: 128 }, (_, code) => inWords.test(String.fromCharCode(code)));

/*
 * A regular expression leaves an object behind for each word it finds, which is most of what a long text leaves: hence letter by
 * letter.
 */

/** Where the next word begins, or the text ends. An escape of JSON is none although it may end in a letter. */
export function wordFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isInWord(text, at)) {
    at += text.charCodeAt(at) === backslash && escaped.includes(text.charAt(at + 1)) ? 2 : 1;
  }
  return Math.min(at, text.length);
}

/** Where the word ends that begins there. */
export function endOfWord(text: string, from: number): number {
  let at = from;
  while (isInWord(text, at)) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** Whether there is a letter or a digit. */
export function isInWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < ascii.length) return ascii[code] === true;
  return at < text.length && inWords.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}
