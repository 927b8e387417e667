import { readJson } from './strict-json.js';
import { readYaml } from './strict-yaml.js';
import { Unreadable } from './unreadable.js';

/** Letters of one text. */
const longestText = 4_000_000;
const mostRecords = 20_000;

export const isJson = (text: string): boolean => /^\s*[[{]/.test(text);

/**
 * What a text holds, each value by itself: one in JSON or YAML, a list of them, several YAML documents, or the answer of an
 * OSV server (`{"vulns": […]}`).
 *
 * @throws Unreadable where the text as a whole is neither JSON nor YAML, or holds nothing
 */
export function readValues(marked: string): unknown[] {
  const text = marked.replace(/^\uFEFF/, '');
  if (text.length > longestText) {
    throw new Unreadable(`It is longer than ${longestText} characters.`);
  }
  if (text.trim() === '') throw new Unreadable('It is empty.');
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new Unreadable('It has characters that no text has: it is not UTF-8.');
  }
  const read = isJson(text) ? [readJson(text)] : readYaml(text);
  const values = read.flatMap((value) => {
    if (Array.isArray(value)) return value as unknown[];
    const vulns = typeof value === 'object' && value !== null && 'vulns' in value && value.vulns;
    return Array.isArray(vulns) ? (vulns as unknown[]) : [value];
  });
  if (values.length === 0) throw new Unreadable('There is no record in it.');
  if (values.length > mostRecords) {
    throw new Unreadable(`It has more than ${mostRecords} records. Send them as a ZIP file.`);
  }
  return values;
}
