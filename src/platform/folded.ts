/** Nothing in it to fold but its case: lists of packages have such names by the ten thousand. */
const plain = /^[!-~]*$/;

/** Text as it is sorted and searched: without accents, in lower case, spaces folded. */
export function folded(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
