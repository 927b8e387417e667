/** A stored word as people read it: `in_review` is "In review". */
export function worded(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const optionsOf = (words: readonly string[]) =>
  words.map((value) => ({ value, label: worded(value) }));

export const choicesOf = (choices: readonly { code: string; label: string }[]) =>
  choices.map(({ code, label }) => ({
    value: code,
    label: label.charAt(0).toUpperCase() + label.slice(1),
  }));
