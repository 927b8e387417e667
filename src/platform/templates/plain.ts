const REFUSED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 32;

/**
 * Throws unless `value` is made of plain objects, arrays, strings, finite numbers, booleans, dates, null and undefined
 * only, at most 32 levels deep, without the keys `__proto__`, `constructor` and `prototype`.
 */
export function assertPlain(value: unknown, path = 'view', depth = 0): void {
  if (depth > DEEPEST) throw new TypeError(`${path} is nested deeper than ${DEEPEST} levels`);
  if (value === null || value === undefined || value instanceof Date) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => assertPlain(item, `${path}[${index}]`, depth + 1));
    return;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'object') return assertPlainObject(value, path, depth);
  if (typeof value !== 'number') throw new TypeError(`${path} is a ${typeof value}, not plain data`);
  if (!Number.isFinite(value)) throw new TypeError(`${path} is ${value}, which no reader can use`);
}

function assertPlainObject(value: object, path: string, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const made = (prototype as { constructor?: { name?: string } }).constructor?.name ?? 'object';
    throw new TypeError(`${path} is a ${made}, not plain data: make a view model of it`);
  }
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol' || REFUSED_KEYS.has(key)) {
      throw new TypeError(`${path} has the key ${String(key)}, which is refused`);
    }
    assertPlain((value as Record<string, unknown>)[key], `${path}.${key}`, depth + 1);
  }
}
