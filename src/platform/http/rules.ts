import { ValidateBy, type ValidationOptions } from 'class-validator';

/** No NUL, no lone surrogates, and no mark left by bytes that were not UTF-8. */
export function IsWellFormed(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isWellFormed(value);
  return ValidateBy({ name: 'isWellFormed', validator: { validate } }, options);
}

export function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && !text.includes('\uFFFD');
}

/** Line breaks, other controls, and what turns the direction of the text around it. */
const beyondALine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const beyondAText = /[^\P{Cc}\t\n\r]/u;

/** Only what can be seen on one line, or with `lines` on several. */
export function IsVisible(lines: boolean, options: ValidationOptions): PropertyDecorator {
  const beyond = lines ? beyondAText : beyondALine;
  const validate = (value: unknown): boolean => typeof value === 'string' && !beyond.test(value);
  return ValidateBy({ name: 'isVisible', validator: { validate } }, options);
}

const firstDay = '1900-01-01';
const lastDay = '2199-12-31';

/** A `YYYY-MM-DD` that the calendar knows, from 1900 to 2199: from it, days and months can be counted on. */
export function IsRealDay(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isRealDay(value);
  return ValidateBy({ name: 'isRealDay', validator: { validate } }, options);
}

function isRealDay(text: string): boolean {
  if (text < firstDay || text > lastDay) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
