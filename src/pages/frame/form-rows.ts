import type { Form, FormBody } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from './form-fields.js';

/** Rows of fields in a form, named `prefix.0.field`, with some blank ones below those that were typed. */
export interface RowPlan {
  prefix: string;
  fields: Readonly<Record<string, FieldPlan>>;
  /** What one of them is called. */
  called: string;
  most: number;
  spare: number;
}

/** The same form with its rows numbered from 0, as the checks number them; blank ones go. */
export function compactRows(typed: FormBody, prefix: string): FormBody {
  const rows = new Map<number, [string, string | string[]][]>();
  const rest: FormBody = {};
  for (const [key, value] of Object.entries(typed)) {
    const [, index, name] = placeOf(key, prefix);
    if (index === undefined || name === undefined) rest[key] = value;
    else if (value !== undefined && value !== '') {
      rows.set(Number(index), [...(rows.get(Number(index)) ?? []), [name, value]]);
    }
  }
  const ordered = [...rows.entries()].sort(([one], [other]) => one - other);
  ordered.forEach(([, row], at) => {
    for (const [name, value] of row) rest[`${prefix}.${at}.${name}`] = value;
  });
  return rest;
}

/** The rows that were typed, and blank ones; and the plans of all their fields, so that faults find theirs. */
export function formRows(form: Form<object>, { prefix, fields, called, most, spare }: RowPlan) {
  const typed = Object.keys(form.typed).flatMap((key) => {
    const [, index] = placeOf(key, prefix);
    return index === undefined ? [] : [Number(index)];
  });
  const filled = typed.length === 0 ? 0 : Math.min(most, Math.max(...typed) + 1);
  const count = Math.min(most, Math.max(filled + spare, 1));
  const plans = Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      Object.entries(fields).map(([name, plan]) => [`${prefix}.${at}.${name}`, plan] as const),
    ).flat(),
  );
  const shown = shownForm(plans, form).fields;
  const rows = Array.from({ length: count }, (_, at) => ({
    legend: `${called} ${at + 1}`,
    blank: at >= filled,
    fields: Object.keys(fields).map((name) => shown[`${prefix}_${at}_${name}`]),
  }));
  return { plans, rows };
}

function placeOf(key: string, prefix: string): string[] {
  const parts = key.split('.');
  const [first, index = '', name = ''] = parts;
  const fits = parts.length === 3 && /^\d{1,4}$/.test(index) && /^\w{1,20}$/.test(name);
  return first === prefix && fits ? [first, index, name] : [];
}
