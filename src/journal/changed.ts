import { isDeepStrictEqual } from 'node:util';

export interface Changes {
  before: object | null;
  after: object | null;
}

/** The fields of `before` and `after` that differ; all of them where one side is missing. Values are plain data. */
export function changed(before: object | null, after: object | null): Changes {
  const was = plain(before);
  const is = plain(after);
  if (!was || !is) return { before: was, after: is };
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const differing = keys.filter((key) => !isDeepStrictEqual(own(was, key), own(is, key)));
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(differing.flatMap((key) => own(from, key).map((value) => [key, value])));
  return { before: pick(was), after: pick(is) };
}

/** The field's value, alone in a list; nothing where the object only inherits something of that name. */
function own(from: Record<string, unknown>, key: string): unknown[] {
  return Object.hasOwn(from, key) ? [from[key]] : [];
}

function plain(facts: object | null): Record<string, unknown> | null {
  return facts && (JSON.parse(JSON.stringify(facts)) as Record<string, unknown>);
}
