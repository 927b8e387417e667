import { Invalid } from '../../platform/errors.js';

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;

/** An instant that somebody wrote, such as `2026-03-27T12:00Z` or a day (its end), as ISO 8601 text with milliseconds. */
export function readInstant(text: string): string {
  const whole = text.length === 10 ? `${text}T23:59:59.999Z` : text;
  const at = iso.test(text) ? new Date(whole) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) {
    throw new Invalid({ at: 'is not an instant like 2026-03-27T12:00:00Z' });
  }
  return at.toISOString();
}
