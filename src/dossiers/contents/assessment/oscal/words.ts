import { idOfName } from '../../../../platform/ids.js';

/** Whose the properties are that OSCAL itself does not know. */
export const ns = 'urn:assay:oscal';

export const prop = (name: string, value: string | number) => ({
  name,
  ns,
  value: oneLine(String(value)),
});

/** Its strings have no line breaks and no spaces at their ends, and are never empty. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim() || 'not stated';

/** Its identifiers begin with a letter or an underscore. */
export const token = (key: string): string => (/^[\p{L}_]/u.test(key) ? key : `_${key}`);

/** A list under its name, or nothing: it has no empty lists. */
export const some = <T>(name: string, list: readonly T[]): Record<string, readonly T[]> =>
  list.length > 0 ? { [name]: list } : {};

/** Its ids are UUIDs of version 4 or 5, which ours are not. */
export const uuidOf = (assessmentId: string, kind: string, id: string): string =>
  idOfName(`oscal ${assessmentId} ${kind} ${id}`);
