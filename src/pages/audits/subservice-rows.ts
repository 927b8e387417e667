import type { Form, FormBody } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';

const most = 50;
const spare = 2;

const fields: Readonly<Record<string, FieldPlan>> = {
  name: { label: 'Organisation', maxlength: 200, autocomplete: 'off' },
  purpose: { label: 'What for', maxlength: 500 },
  method: {
    label: 'Method',
    type: 'select',
    options: [
      { value: '', label: 'Choose …' },
      { value: 'carved_out', label: 'Carved out' },
      { value: 'inclusive', label: 'Included' },
    ],
  },
};

/** The same with the rows of subservice organisations numbered from 0, as the checks number them; blank ones go. */
export function compactRows(typed: FormBody): FormBody {
  const rows = new Map<number, [string, string | string[]][]>();
  const rest: FormBody = {};
  for (const [key, value] of Object.entries(typed)) {
    const [, index, name] = /^subservices\.(\d{1,4})\.(\w{1,20})$/.exec(key) ?? [];
    if (index === undefined || name === undefined) rest[key] = value;
    else if (value !== undefined && value !== '') {
      rows.set(Number(index), [...(rows.get(Number(index)) ?? []), [name, value]]);
    }
  }
  const ordered = [...rows.entries()].sort(([one], [other]) => one - other);
  ordered.forEach(([, row], at) => {
    for (const [name, value] of row) rest[`subservices.${at}.${name}`] = value;
  });
  return rest;
}

/** The rows that were typed, and two blank ones; and the plans of all their fields, so that faults find theirs. */
export function subserviceRows(form: Form<object>) {
  const typed = Object.keys(form.typed).flatMap(
    (key) => /^subservices\.(\d{1,4})\./.exec(key)?.slice(1).map(Number) ?? [],
  );
  const filled = typed.length === 0 ? 0 : Math.min(most, Math.max(...typed) + 1);
  const count = Math.min(most, filled + spare);
  const plans = Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      Object.entries(fields).map(([name, plan]) => [`subservices.${at}.${name}`, plan] as const),
    ).flat(),
  );
  const shown = shownForm(plans, form).fields;
  const rows = Array.from({ length: count }, (_, at) => ({
    legend: `Organisation ${at + 1}`,
    blank: at >= filled,
    fields: Object.keys(fields).map((name) => shown[`subservices_${at}_${name}`]),
  }));
  return { plans, rows };
}
