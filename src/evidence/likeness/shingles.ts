import { setImmediate } from 'node:timers/promises';

/** Words in a row that make one shingle: long enough that two reports share few by chance. */
const shingleWords = 5;

/** Texts of fewer words are not compared: a page of standard phrases says nothing about who wrote it. */
export const fewestWords = 200;

/** Words beyond these are not compared; the longest reports have half as many. */
export const mostWords = 200_000;

/** One letter may stand for eighteen (U+FDFA): a piece is what can be read without keeping others waiting. */
const pieceLetters = 16_384;

/**
 * The words of a text as they are compared: letters and digits of any script, lower case, without marks of layout.
 * Hyphens at the end of a line join its halves; page numbers and the like stay words.
 *
 * @param text of any length
 */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/(\p{L})[-\u2010\u00ad]\n(?=\p{Ll})/gu, '$1')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * The first `mostWords` words of a text, as `wordsOf` gives them. Others get their turn in between.
 *
 * @param text of any length
 */
export async function wordsIn(text: string): Promise<string[]> {
  const words: string[] = [];
  for (let at = 0; at < text.length && words.length < mostWords;) {
    const piece = pieceOf(text, at);
    for (const word of wordsOf(piece)) words.push(word);
    at += piece.length;
    await setImmediate();
  }
  return words.slice(0, mostWords);
}

/** Ends at a space, where there is one, so that no word is cut. */
function pieceOf(text: string, from: number): string {
  const piece = text.slice(from, from + pieceLetters);
  const space = piece.lastIndexOf(' ');
  return space > 0 && from + piece.length < text.length ? piece.slice(0, space) : piece;
}

/**
 * Every run of `shingleWords` words, as often as it stands there. Fewer words than that make none.
 *
 * @param words as `wordsOf` gives them
 */
export function* shinglesOf(words: readonly string[]): Generator<string> {
  for (let at = 0; at + shingleWords <= words.length; at += 1) {
    yield words.slice(at, at + shingleWords).join(' ');
  }
}
