/** Words in a row that make one shingle: long enough that two reports share few by chance. */
export const shingleWords = 5;

/** Texts of fewer words are not compared: a page of standard phrases says nothing about who wrote it. */
export const fewestWords = 200;

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
 * Every run of `shingleWords` words, once. Fewer words than that make none.
 *
 * @param words as `wordsOf` gives them
 */
export function shinglesOf(words: readonly string[]): Set<string> {
  const shingles = new Set<string>();
  for (let at = 0; at + shingleWords <= words.length; at += 1) {
    shingles.add(words.slice(at, at + shingleWords).join(' '));
  }
  return shingles;
}
