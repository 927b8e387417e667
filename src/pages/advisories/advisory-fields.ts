import { advisoryKinds } from '../../incidents/index.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { compactRows, formRows, type RowPlan } from '../frame/form-rows.js';
import { wordsIn } from '../incidents/incident-fields.js';
import { advisoryKindWords } from './advisory-words.js';

const kind: FieldPlan = {
  label: 'Kind',
  type: 'radios',
  required: true,
  options: advisoryKinds.map((value) => ({ value, label: advisoryKindWords[value] })),
};

/** What people add to a record, whoever published it. */
export const noteFields: Record<string, FieldPlan> = {
  kind,
  windowFrom: {
    label: 'First day on which the releases could be had',
    called: 'First day',
    type: 'date',
    width: '20',
  },
  windowTo: {
    label: 'Last day on which they could be had',
    called: 'Last day',
    type: 'date',
    width: '20',
  },
  disputed: {
    label: 'What is disputed',
    type: 'textarea',
    rows: 4,
    maxlength: 5_000,
    hint: 'What sources contradict each other on.',
  },
  notes: { label: 'Notes', type: 'textarea', rows: 4, maxlength: 5_000 },
  otherNames: {
    label: 'Further ids of the same event',
    type: 'textarea',
    rows: 2,
    maxlength: 5_000,
    hint: 'Such as GHSA-5mg7-485q-xm76. Advisories that share one become one event.',
  },
};

/** An advisory of our own. */
export const writtenFields: Record<string, FieldPlan> = {
  summary: {
    label: 'What happened, in a sentence',
    called: 'What happened',
    maxlength: 200,
    required: true,
  },
  details: { label: 'More about it', type: 'textarea', rows: 6, maxlength: 20_000 },
  osvId: {
    label: 'Its id, where a database has one already',
    called: 'The id',
    maxlength: 200,
    width: '20',
    autocomplete: 'off',
    hint: 'Otherwise it is given one. A public record of the same id replaces it later.',
  },
  publishedOn: { label: 'Published', type: 'date', width: '20' },
  ...noteFields,
};

const packages: RowPlan = {
  prefix: 'packages',
  called: 'Package',
  most: 50,
  spare: 1,
  fields: {
    purl: {
      label: 'Package URL',
      maxlength: 1_000,
      autocomplete: 'off',
      hint: 'Such as pkg:pypi/litellm.',
    },
    versions: {
      label: 'Affected versions',
      type: 'textarea',
      rows: 2,
      maxlength: 10_000,
      hint: 'Separated by commas or lines; or say a range.',
    },
    from: { label: 'First affected version', maxlength: 200, autocomplete: 'off' },
    to: { label: 'Last affected version', maxlength: 200, autocomplete: 'off' },
    before: { label: 'First mended version', maxlength: 200, autocomplete: 'off' },
    everyVersion: { label: 'Every version there is', type: 'checkbox' },
  },
};

const sources: RowPlan = {
  prefix: 'sources',
  called: 'Source',
  most: 30,
  spare: 2,
  fields: { url: { label: 'Web address', type: 'url', maxlength: 500 } },
};

const lists = /^(packages\.\d{1,4}\.versions|otherNames)$/;

export const typedOf = (body: FormBody): FormBody =>
  compactRows(compactRows(body, packages.prefix), sources.prefix);

/** The form as the checks read it: lists one by one. */
export const readableNotes = (body: FormBody): FormBody =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      lists.test(key) && typeof value === 'string' ? wordsIn(value) : value,
    ]),
  );

export const readable = (body: FormBody): FormBody => readableNotes(typedOf(body));

export const advisoryRows = (form: Form<object>) => ({
  packages: formRows(form, packages),
  sources: formRows(form, sources),
});
