import type { Cursor } from '../platform/database/index.js';

interface Placed {
  at: string;
  id: string;
}

const later = (one: Placed, other: Placed): number => {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
};

/** Whether it comes after the edge that a cursor names, in the direction in which it reads. */
export function isBeyond(event: Placed, cursor: Cursor | undefined): boolean {
  if (!cursor) return true;
  const from = later(event, { at: String(cursor.value), id: cursor.id });
  return cursor.direction === 'after' ? from > 0 : from < 0;
}

/** Newest first; the other way round where a cursor reads backwards. */
export function inOrder<E extends Placed>(events: readonly E[], cursor: Cursor | undefined): E[] {
  const sign = cursor?.direction === 'before' ? -1 : 1;
  return [...events].sort((one, other) => sign * later(one, other));
}
