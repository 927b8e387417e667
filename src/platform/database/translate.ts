import { QueryFailedError } from 'typeorm';
import { Busy, Conflict } from '../errors.js';

const meanings: readonly [RegExp, (cause: unknown) => Error][] = [
  [
    /^(SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)|23505)$/,
    (cause) => new Conflict('Something with these values is already there.', { cause }),
  ],
  [
    /^(SQLITE_CONSTRAINT_FOREIGNKEY|23503|23001)$/,
    (cause) =>
      new Conflict('Something else still depends on this, or it names something unknown.', {
        cause,
      }),
  ],
  [/^(SQLITE_BUSY.*|55P03|40P01|40001)$/, () => new Busy()],
  [
    /^(SQLITE_FULL|53100)$/,
    () => new Busy('There is no space left for data. Nothing was changed; tell the operator.'),
  ],
];

/** Waits for `result`; a refusal by the database that has a meaning becomes the error that says it. */
export async function translated<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw meaningOf(error);
  }
}

/** What a refusal by the database means; anything else as it is. */
export function meaningOf(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const { code = '', message } = error.driverError as { code?: string; message: string };
  // RESTRICT is a trigger to it, and speaks with the code of one.
  const known = message.startsWith('FOREIGN KEY') ? 'SQLITE_CONSTRAINT_FOREIGNKEY' : code;
  const meaning = meanings.find(([pattern]) => pattern.test(known));
  return meaning ? meaning[1](error) : error;
}
