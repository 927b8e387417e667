import { readRecord, type ReadAdvisory } from './read-record.js';
import { readValues } from './read-values.js';
import { Unreadable, type LeftOut } from './unreadable.js';

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
  const values = readValues(text);
  return values.map((value, index) => recordAt(value, placeOf(name, index, values.length)));
}

/** The place of one of several records of a text. */
export const placeOf = (name: string, index: number, of: number): string =>
  of > 1 ? `${name}, record ${index + 1}` : name;

/** One record, or why it is none. */
export function recordAt(value: unknown, where: string): ReadOne {
  try {
    return { where, advisory: readRecord(value) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const id = idOf(value);
    return { where: id === undefined ? where : `${where} (${id})`, problem: error.message };
  }
}

/** What a text left out although its record was taken, with the record's place before it. */
export function notesOf({ where, advisory }: ReadOne): LeftOut[] {
  return (advisory?.notes ?? []).map((note) => ({
    where: `${where} (${advisory?.osvId ?? ''}), ${note.where}`,
    why: note.why,
  }));
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' && /^[!-~]{1,100}$/.test(id) ? id : undefined;
}
