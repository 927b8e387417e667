import { readCursor } from '../platform/database/index.js';
import { Invalid } from '../platform/errors.js';

/** A cursor of a list that is counted, and whose ids are its numbers: the database would not compare a number with text. */
export function cursorByNumber(text: string | undefined) {
  const cursor = readCursor(text, 'whole');
  if (cursor && cursor.id !== String(cursor.value)) {
    throw new Invalid({ cursor: 'is not a page of this list' });
  }
  return cursor;
}
