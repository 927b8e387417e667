import { Invalid } from '../errors.js';

/** One page of a list, and where its neighbours begin. */
export interface Page<T> {
  items: T[];
  next?: string;
  previous?: string;
}

export interface Cursor {
  /** Value of the sorted column in the row at the edge. */
  value: string | number;
  id: string;
  direction: 'after' | 'before';
}

/** What a list is sorted by; `whole` has 32 bits. */
export type SortKind = 'text' | 'whole' | 'number';

const fits: Readonly<Record<SortKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  whole: (value) => typeof value === 'number' && value === (value | 0),
  number: (value) => Number.isFinite(value),
};

/** The cursor in `text`; refused unless a list sorted by values of this kind could have written it. */
export function readCursor(text: string | undefined, kind: SortKind = 'text'): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [direction, value, id] = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    ) as Cursor[keyof Cursor][];
    const known = direction === 'after' || direction === 'before';
    if (known && fits[kind](value) && typeof id === 'string' && /^[0-9a-f-]{1,36}$/.test(id)) {
      return { direction, value: value as Cursor['value'], id };
    }
  } catch {
    // falls through to the refusal below
  }
  throw new Invalid({ cursor: 'This is not a page of this list. Start from the first page.' });
}

/** The cursor of a page that begins at this edge, as `readCursor` takes it. */
export const writeCursor = (
  direction: Cursor['direction'],
  value: string | number,
  id: string,
): string => Buffer.from(JSON.stringify([direction, value, id])).toString('base64url');

/**
 * Makes a page from rows read with a limit of `size + 1` in reading order (backwards for `before`).
 * `edge` gives a row's sorted value and id.
 */
export function pageOf<T>(
  rows: T[],
  size: number,
  cursor: Cursor | undefined,
  edge: (row: T) => { value: string | number; id: string },
): Page<T> {
  const backwards = cursor?.direction === 'before';
  const more = rows.length > size;
  const items = rows.slice(0, size);
  if (backwards) items.reverse();
  const page: Page<T> = { items };
  const first = items[0];
  const last = items.at(-1);
  if (last !== undefined && (backwards || more)) {
    const { value, id } = edge(last);
    page.next = writeCursor('after', value, id);
  }
  if (first !== undefined && (backwards ? more : cursor !== undefined)) {
    const { value, id } = edge(first);
    page.previous = writeCursor('before', value, id);
  }
  return page;
}
