import 'reflect-metadata';

export const seesMark = 'assay:sees';

/** What a route shows that is sensitive. */
export interface Sight {
  /** What the journal says of it, such as `answers.seen`. */
  action: string;
  /** The kind of the thing it is noted of, and the part of the address that holds its id. */
  kind: string;
  param: string;
  /** Where only this part of what is shown is sensitive: it is noted where that holds something. */
  part?: string;
}

/**
 * Marks a route that shows what is sensitive: who opens it is in the journal, once a day and thing, before they see it.
 * `what` stands before `.seen`; docs/decisions/0031-who-saw.md says what is sensitive. `part` is a name of what the template
 * or the reader of the API gets, such as `credentials` or `asking.last`. More than one may stand on a route.
 */
export const Sees = (
  what: string,
  kind: string,
  { param = 'id', part }: { param?: string; part?: string } = {},
): MethodDecorator => {
  const sight: Sight = { action: `${what}.seen`, kind, param, ...(part ? { part } : {}) };
  return (_, __, { value }: PropertyDescriptor) => {
    Reflect.defineMetadata(seesMark, [...sightsOf(value), sight], value as object);
  };
};

/** What a method that answers requests is marked with. */
export const sightsOf = (handler: unknown): Sight[] =>
  (Reflect.getMetadata(seesMark, handler as object) ?? []) as Sight[];

/** Whether `shown`, or the `part` of it that matters, holds anything. */
export function holdsSomething(shown: unknown, part?: string): boolean {
  let held = shown;
  for (const name of part?.split('.') ?? []) {
    held = isRecord(held) && Object.hasOwn(held, name) ? held[name] : undefined;
  }
  if (part !== undefined && !held) return false;
  return !(Array.isArray(held) && held.length === 0);
}

const isRecord = (fact: unknown): fact is Record<string, unknown> =>
  typeof fact === 'object' && fact !== null;
