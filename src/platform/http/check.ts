import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Invalid, type FieldProblems } from '../errors.js';
import { gatherRulesOnce } from './rules-once.js';
import { layRules } from './shapes.js';

gatherRulesOnce();

export type Dto<T extends object = object> = new () => T;

/** The problems of `value` as a `dto`, by field path; none means it is one. */
export function check<T extends object>(
  dto: Dto<T>,
  plain: unknown,
): { value: T; problems: FieldProblems } {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    return { value: new dto(), problems: { '': 'is not an object' } };
  }
  layRules(dto);
  const value = plainToInstance(dto, plain);
  const errors = validateSync(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  return { value, problems: Object.fromEntries(errors.flatMap((error) => problemsOf(error, ''))) };
}

export function checked<T extends object>(dto: Dto<T>, plain: unknown): T {
  const { value, problems } = check(dto, plain);
  if (Object.keys(problems).length > 0) throw new Invalid(problems);
  return value;
}

function problemsOf(error: ValidationError, prefix: string): [string, string][] {
  const path = prefix + error.property;
  const own: [string, string][] = Object.entries(error.constraints ?? {})
    .slice(0, 1)
    .map(([rule, message]) => [
      path,
      rule === 'whitelistValidation' ? 'is not known here' : message,
    ]);
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, `${path}.`))];
}
