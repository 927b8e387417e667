/** How a field arrives from a form or a query, where everything is text. */
export type FieldKind = 'text' | 'number' | 'flag' | 'list' | 'nested' | 'nestedList';

export type FieldsOf = new () => object;

export interface Shape {
  kind: FieldKind;
  nested?: () => FieldsOf;
}

interface Noted extends Shape {
  rules: () => readonly PropertyDecorator[];
}

const noted = new WeakMap<object, Map<string, Noted>>();
const laid = new WeakSet<object>();

export function noteField(target: object, name: string, field: Noted): void {
  const known = noted.get(target) ?? new Map<string, Noted>();
  noted.set(target, known.set(name, field));
}

/** The shapes of a DTO's fields, its ancestors' included. */
export function shapesOf(dto: FieldsOf): Map<string, Shape> {
  const all = new Map<string, Shape>();
  for (const { fields } of ancestry(dto)) {
    for (const [name, shape] of fields) if (!all.has(name)) all.set(name, shape);
  }
  return all;
}

/**
 * Lays down by what the fields of a DTO are checked, its ancestors' and those of what is nested in it included. It comes before
 * the first check: most DTOs describe answers and are never checked, and the rules of all would take a tenth of the memory.
 */
export function layRules(dto: FieldsOf): void {
  for (const { target, fields } of ancestry(dto)) {
    if (laid.has(target)) continue;
    laid.add(target);
    for (const [name, { rules, nested }] of fields) {
      for (const rule of rules()) rule(target, name);
      if (nested) layRules(nested());
    }
  }
}

function* ancestry(dto: FieldsOf): Generator<{ target: object; fields: Map<string, Noted> }> {
  let target = dto.prototype as object | null;
  for (; target; target = Object.getPrototypeOf(target) as object | null) {
    const fields = noted.get(target);
    if (fields) yield { target, fields };
  }
}
