import {
  isListKind,
  LIST_COLUMNS,
  MAX_ROWS,
  type Column,
  type FlatForm,
  type ListKind,
  type Question,
} from '../questionnaires/index.js';
import { text } from './section-form.js';

const blankRows = 3;

const words: Readonly<Record<ListKind, { one: string; many: string; none: string }>> = {
  tools: { one: 'Tool', many: 'tools', none: 'We have no tools to list' },
  stores: { one: 'Store', many: 'stores', none: 'Nothing is stored' },
  audits: { one: 'Audit', many: 'audits', none: 'There are no audits to list' },
};

interface Shown {
  question: Question;
  fields: FlatForm;
  errors: ReadonlyMap<string, string>;
}

/** A list as groups of fields: the rows there are, then blank ones, and a template for more. */
export function listView({ question, fields, errors }: Shown): object {
  const { key, kind, text: label, guidance } = question;
  if (!isListKind(kind)) return {};
  const used = rowNumbers(fields);
  const first = (used.at(-1) ?? -1) + 1;
  const room = Math.max(0, Math.min(blankRows, MAX_ROWS - used.length));
  const blank = Array.from({ length: room }, (_, index) => first + index);
  const row = (at: number | '__at__', place: number | string) =>
    rowView(key, kind, at, `${words[kind].one} ${place}`, fields, errors);
  return {
    label,
    hint: guidance ?? null,
    rows: [...used, ...blank].map((at, index) => ({
      ...row(at, index + 1),
      blank: index >= used.length,
    })),
    template: row('__at__', '__place__'),
    one: words[kind].one.toLowerCase(),
    many: words[kind].many,
    next: first + room,
    none: {
      name: `${key}:none`,
      label: words[kind].none,
      type: 'checkbox',
      checked: text(fields, 'none') !== '',
      ...listError(errors),
    },
  };
}

function rowNumbers(fields: FlatForm): number[] {
  const numbers = new Set<number>();
  for (const [name, value] of Object.entries(fields)) {
    const [, at] = /^rows\.(\d{1,4})\.\w+$/.exec(name) ?? [];
    if (at !== undefined && [value].flat().some((one) => one.trim() !== ''))
      numbers.add(Number(at));
  }
  return [...numbers].sort((one, other) => one - other);
}

function rowView(
  key: string,
  kind: ListKind,
  at: number | '__at__',
  legend: string,
  fields: FlatForm,
  errors: ReadonlyMap<string, string>,
): object {
  const cells = LIST_COLUMNS[kind].map((column) => {
    const path = `rows.${at}.${column.name}`;
    return {
      required: column.required === true,
      cell: cellView(`${key}:${path}`, column, text(fields, path), errors.get(path)),
    };
  });
  const rest = cells.filter(({ required }) => !required).map(({ cell }) => cell);
  return {
    legend,
    error: errors.get(`rows.${at}`) ?? null,
    fields: cells.filter(({ required }) => required).map(({ cell }) => cell),
    rest,
    more: rest.map(({ label }) => label).join(', '),
    opened: rest.some(({ value, error, chosen }) => value !== '' || chosen || error !== undefined),
  };
}

interface Cell {
  name: string;
  label: string;
  value: string;
  chosen: boolean;
  error?: string;
}

function cellView(name: string, column: Column, value: string, error: string | undefined): Cell {
  const shared = { name, label: column.label };
  const wrong = error === undefined ? {} : { error };
  switch (column.type) {
    case 'choice': {
      const known = column.options.map((option) => ({
        ...option,
        checked: option.value === value,
      }));
      const options = [{ value: '', label: 'Choose', checked: value === '' }, ...known];
      return {
        ...shared,
        ...wrong,
        ...{ type: 'select', options },
        value: '',
        chosen: value !== '',
      };
    }
    case 'day':
      return { ...shared, ...wrong, ...{ type: 'date', width: '10' }, value, chosen: false };
    case 'whole':
      return { ...shared, ...wrong, ...{ width: '4', autocomplete: 'off' }, value, chosen: false };
    case 'text':
      return { ...shared, ...wrong, ...{ autocomplete: 'off' }, value, chosen: false };
  }
}

function listError(errors: ReadonlyMap<string, string>): object {
  const error = errors.get('none') ?? errors.get('rows') ?? errors.get('value');
  return error === undefined ? {} : { error };
}
