const longest = 200;
const sentenceEnd = /[.!?](?=\s|$)/;

/**
 * What a finding about an exception is called: its first sentence without the full stop, cut at a word with an ellipsis
 * where it is longer than 200 characters. `text` is not empty.
 */
export function titleOf(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() || text.trim();
  const end = sentenceEnd.exec(line)?.index ?? line.length;
  const sentence = end === 0 ? line : line.slice(0, end);
  if (sentence.length <= longest) return sentence;
  const cut = sentence.slice(0, longest - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
