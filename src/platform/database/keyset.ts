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

export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [direction, value, id] = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    ) as unknown[];
    const scalar = typeof value === 'string' || typeof value === 'number';
    if ((direction === 'after' || direction === 'before') && scalar && typeof id === 'string') {
      return { direction, value, id };
    }
  } catch {
    // falls through to the refusal below
  }
  throw new Invalid({ cursor: 'This is not a page of this list. Start from the first page.' });
}

const write = (direction: Cursor['direction'], value: string | number, id: string): string =>
  Buffer.from(JSON.stringify([direction, value, id])).toString('base64url');

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
    page.next = write('after', value, id);
  }
  if (first !== undefined && (backwards ? more : cursor !== undefined)) {
    const { value, id } = edge(first);
    page.previous = write('before', value, id);
  }
  return page;
}
