import { readRecord, type ReadAdvisory } from './read-record.js';
import { readJson } from './strict-json.js';
import { readYaml } from './strict-yaml.js';
import { Unreadable, type LeftOut } from './unreadable.js';

/** Letters of one text. */
export const longestText = 4_000_000;
const mostRecords = 20_000;

/** One record of a text, or why it is none. `where` is its place: the file, and its number where there are several. */
export interface ReadOne {
  readonly where: string;
  readonly advisory?: ReadAdvisory;
  readonly problem?: string;
}

/**
 * Reads OSV records from a text: one in JSON or YAML, a list of them, several YAML documents, or the answer of an OSV server
 * (`{"vulns": […]}`). One that is not as it should be does not keep the others out.
 *
 * @throws Unreadable where the text as a whole is neither JSON nor YAML, or holds no record
 */
export function readAdvisories(text: string, name: string): ReadOne[] {
  const values = valuesOf(text.replace(/^\uFEFF/, ''));
  if (values.length === 0) throw new Unreadable('There is no record in it.');
  if (values.length > mostRecords) {
    throw new Unreadable(`It has more than ${mostRecords} records. Send them as a ZIP file.`);
  }
  return values.map((value, index) => {
    const where = values.length > 1 ? `${name}, record ${index + 1}` : name;
    try {
      return { where, advisory: readRecord(value) };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const id = idOf(value);
      return { where: id === undefined ? where : `${where} (${id})`, problem: error.message };
    }
  });
}

/** What a text left out although its record was taken, with the record's place before it. */
export function notesOf({ where, advisory }: ReadOne): LeftOut[] {
  return (advisory?.notes ?? []).map((note) => ({
    where: `${where} (${advisory?.osvId ?? ''}), ${note.where}`,
    why: note.why,
  }));
}

function valuesOf(text: string): unknown[] {
  if (text.length > longestText) {
    throw new Unreadable(`It is longer than ${longestText} characters.`);
  }
  if (text.trim() === '') throw new Unreadable('It is empty.');
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new Unreadable('It has characters that no text has: it is not UTF-8.');
  }
  const start = text.trimStart()[0];
  const values = start === '{' || start === '[' ? [readJson(text)] : readYaml(text);
  return values.flatMap((value) => {
    if (Array.isArray(value)) return value as unknown[];
    const vulns = typeof value === 'object' && value !== null && 'vulns' in value && value.vulns;
    return Array.isArray(vulns) ? (vulns as unknown[]) : [value];
  });
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' && /^[!-~]{1,100}$/.test(id) ? id : undefined;
}
