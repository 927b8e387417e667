const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE_BREAKS = /\r\n?|[\v\f\u2028\u2029]/g;
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000e-\u001f\u007f]/;

export type TextFault = 'kind' | 'length' | 'characters';
export type ReadText =
  { ok: true; text: string } | { ok: false; fault: TextFault; message: string };

/**
 * Reads text as a person may type or paste it: line breaks become `\n`, blanks around it go.
 * Refuses anything but a string, control characters, broken Unicode, and more than `max` characters.
 */
export function readPlainText(raw: unknown, max: number): ReadText {
  if (typeof raw !== 'string') return { ok: false, fault: 'kind', message: 'Write this as text.' };
  const tooLong = `Keep this to ${max.toLocaleString('en')} characters or fewer.`;
  if (raw.length > max * 2 + 1000) return { ok: false, fault: 'length', message: tooLong };
  const text = raw.replace(LINE_BREAKS, '\n').trim();
  if (text.length > max) return { ok: false, fault: 'length', message: tooLong };
  if (CONTROL_CHARACTERS.test(text)) {
    const message = 'This has an invisible control character in it; type it again.';
    return { ok: false, fault: 'characters', message };
  }
  if (LONE_SURROGATE.test(text)) {
    const message = 'This has a broken character in it; type it again.';
    return { ok: false, fault: 'characters', message };
  }
  return { ok: true, text };
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether this is a day that exists, as `YYYY-MM-DD`, from 1900 to 2199. */
export function isDay(text: string): boolean {
  const match = text.length === 10 ? DAY.exec(text) : null;
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const DAY_MESSAGE = 'Write a real day as year-month-day, such as 2026-03-24.';

/** A name somebody else chose, short and whole enough to repeat in a message. */
export function quotable(name: string): string {
  return name.slice(0, 40).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Whether this is an object of plain data, not an array or a class instance. */
export function isPlainObject(raw: unknown): raw is Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
