import { storedName } from '../platform/inspection/index.js';

/**
 * What a file is called where nobody said what it shows: its name without the ending, at most 200 characters. The name
 * is as a program sent it; nobody checked it as a title is checked.
 */
export function titleOfFile(fileName: string): string {
  const name = storedName(fileName);
  const plain = name
    .replace(/\.[^.]*$/, '')
    .slice(0, 200)
    .replace(/\p{Cs}$/u, '');
  return plain.trim() || name;
}
