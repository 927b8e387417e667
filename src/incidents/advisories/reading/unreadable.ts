/** A text that is no advisory. The message is a sentence for people; where it knows, it names line or path. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Something that was left out of what was read, and why; `where` is a file, a line or a path in the record. */
export interface LeftOut {
  readonly where: string;
  readonly why: string;
}

/** A text from outside, short enough and plain enough to stand in a sentence. */
export function shown(text: string, most = 80): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]+/gu, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}
