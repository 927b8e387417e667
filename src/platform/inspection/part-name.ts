import { storedName } from './stored-name.js';

const longest = 255;

/**
 * What is wrong with the name of a part of an archive, as the end of a sentence, or undefined. `name` is as its directory
 * spells it.
 */
export function partNameProblem(name: Buffer): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    return 'a part whose name is not readable';
  }
  if (text.length === 0 || name.length > longest) return 'a part whose name is empty or too long';
  if (/[\\:]/.test(text) || text.startsWith('/') || /%(2e|2f|5c|00)/i.test(text)) {
    return `a part that points elsewhere (${shownName(text)})`;
  }
  const steps = text.replace(/\/$/, '').split('/');
  if (steps.some((step) => /^\.*$/.test(step))) {
    return `a part that points elsewhere (${shownName(text)})`;
  }
  const hidden = steps.find(
    (step) => storedName(step) !== step.normalize('NFC') && !isDotted(step),
  );
  return hidden === undefined ? undefined : `a part with an unsafe name (${shownName(text)})`;
}

/** A name that may stand in a sentence: visible letters, not too many. */
export function shownName(name: string): string {
  return name.split(/[/\\]/).map(storedName).join('/').slice(0, 80);
}

/** `.rels` and `[Content_Types].xml` are how the format itself spells its parts. */
const isDotted = (step: string): boolean => /^\.[a-z]+$/i.test(step);
