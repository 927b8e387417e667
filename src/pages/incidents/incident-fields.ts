import { incidentKinds } from '../../incidents/index.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import type { FieldPlan, Option } from '../frame/form-fields.js';
import { compactRows, formRows, type RowPlan } from '../frame/form-rows.js';
import { incidentKindWords } from './incident-words.js';

type Person = { id: string; name: string };

export const incidentFields = (people: readonly Person[]): Record<string, FieldPlan> => ({
  title: {
    label: 'Title',
    maxlength: 300,
    required: true,
    hint: 'What happened, in a few words: “Poisoned releases of litellm”.',
  },
  kind: {
    label: 'Kind',
    type: 'radios',
    options: incidentKinds.map((value): Option => ({ value, label: incidentKindWords[value] })),
    required: true,
  },
  summary: {
    label: 'What happened',
    type: 'textarea',
    rows: 6,
    maxlength: 8_000,
    hint: 'In our own words. It opens the report, and stands in letters to vendors: name no other vendor.',
  },
  windowFrom: {
    label: 'First day on which one could be hit',
    called: 'First day',
    type: 'date',
    width: '20',
    hint: 'Left blank, the day on which it was first published counts.',
  },
  windowTo: {
    label: 'Last day on which one could be hit',
    called: 'Last day',
    type: 'date',
    width: '20',
    hint: 'Leave it blank while it goes on.',
  },
  disputed: {
    label: 'What is disputed',
    type: 'textarea',
    rows: 4,
    maxlength: 4_000,
    hint: 'What sources contradict each other on, or what is doubted.',
  },
  leadId: {
    label: 'Who leads it?',
    called: 'Lead',
    type: 'select',
    options: people.map(({ id, name }) => ({ value: id, label: name })),
    width: '20',
  },
});

const sources: RowPlan = {
  prefix: 'sources',
  called: 'Source',
  most: 30,
  spare: 2,
  fields: {
    title: { label: 'What it is', called: 'Source', maxlength: 300 },
    link: { label: 'Web address', type: 'url', maxlength: 500 },
  },
};

const packages: RowPlan = {
  prefix: 'packages',
  called: 'Package or tool',
  most: 50,
  spare: 1,
  fields: {
    name: { label: 'Name', maxlength: 200, autocomplete: 'off' },
    purl: {
      label: 'Package URL',
      maxlength: 300,
      autocomplete: 'off',
      hint: 'Such as pkg:pypi/litellm.',
    },
    versions: {
      label: 'Affected versions',
      type: 'textarea',
      rows: 2,
      maxlength: 10_000,
      hint: 'Separated by commas or lines. Blank: every version.',
    },
  },
};

const versionsOf = /^packages\.\d{1,4}\.versions$/;

/** The form as the checks read it: rows without gaps, and versions one by one. */
export function readable(body: FormBody): FormBody {
  const rows = compactRows(compactRows(body, sources.prefix), packages.prefix);
  return Object.fromEntries(
    Object.entries(rows).map(([key, value]) => [
      key,
      versionsOf.test(key) && typeof value === 'string' ? wordsIn(value) : value,
    ]),
  );
}

/** The same as people see it. */
export const typedOf = (body: FormBody): FormBody =>
  compactRows(compactRows(body, sources.prefix), packages.prefix);

/** The packages and tools that were typed so far. */
export function packagesIn(typed: FormBody): { name: string; purl?: string }[] {
  return Array.from({ length: packages.most }, (_, at) => {
    const [name, purl] = ['name', 'purl'].map((field) => typed[`packages.${at}.${field}`]);
    return {
      name: typeof name === 'string' ? name : '',
      ...(typeof purl === 'string' ? { purl } : {}),
    };
  }).filter(({ name, purl }) => name !== '' || purl);
}

export const incidentRows = (form: Form<object>) => ({
  sources: formRows(form, sources),
  packages: formRows(form, packages),
});

export const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
