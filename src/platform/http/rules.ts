import { ValidateBy, type ValidationOptions } from 'class-validator';

/** No NUL, no lone surrogates, and no mark left by bytes that were not UTF-8. */
export function IsWellFormed(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isWellFormed(value);
  return ValidateBy({ name: 'isWellFormed', validator: { validate } }, options);
}

export function isWellFormed(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && !text.includes('\uFFFD');
}

/** A `YYYY-MM-DD` that the calendar knows. */
export function IsRealDay(options: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && isRealDay(value);
  return ValidateBy({ name: 'isRealDay', validator: { validate } }, options);
}

export function isRealDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
