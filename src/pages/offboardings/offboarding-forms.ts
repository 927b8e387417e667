import { dataWasWords, stepWords, type SaidStep } from '../../offboarding/index.js';
import type { FieldPlan } from '../frame/form-fields.js';

type People = readonly { id: string; name: string }[];

export const whenAndWho = (people: People): Record<string, FieldPlan> => ({
  ownerId: {
    label: 'Who here sees to it',
    type: 'select',
    options: people.map(({ id, name }) => ({ value: id, label: name })),
  },
  dueOn: {
    label: 'To be done by',
    type: 'date',
    width: '20',
    hint: 'Left empty: in as many days as “Policies” gives to leave a vendor.',
  },
});

const note: FieldPlan = {
  label: 'Anything else',
  type: 'textarea',
  rows: 3,
  maxlength: 2_000,
  hint: 'Such as what was returned, to whom, and what stays with them until when.',
};

/** The forms by which a step is said to be done. */
export const doneFields: Readonly<Record<SaidStep, Record<string, FieldPlan>>> = {
  data: {
    dataWas: {
      label: 'What became of our data?',
      type: 'radios',
      required: true,
      options: Object.entries(dataWasWords).map(([value, label]) => ({ value, label })),
    },
    confirmedBy: {
      label: 'Who at the vendor confirmed it?',
      called: 'Who confirmed it',
      required: true,
      maxlength: 200,
      hint: 'Name and position.',
      autocomplete: 'off',
    },
    confirmedOn: { label: 'Confirmed on', type: 'date', width: '20', required: true },
    note,
  },
  certificate: {
    confirmedBy: {
      label: 'Who signed it?',
      called: 'Who signed it',
      required: true,
      maxlength: 200,
      hint: 'Name and position, as the certificate has them.',
      autocomplete: 'off',
    },
    confirmedOn: { label: 'Day of the certificate', type: 'date', width: '20', required: true },
    note,
  },
};

export const reasonFields: Record<string, FieldPlan> = {
  reason: {
    label: 'Why is it not needed?',
    called: 'The reason',
    type: 'textarea',
    rows: 4,
    maxlength: 2_000,
    required: true,
    hint: 'Such as: they never held data of ours.',
  },
};

export const stepForms = {
  done: (step: SaidStep) => ({
    title: stepWords[step],
    about:
      step === 'data'
        ? 'As the vendor has confirmed it. What shows it, such as the vendor’s letter, is attached on the page before.'
        : 'The certificate is the vendor’s document: it is attached on the page before, as evidence of the kind “Certificate”.',
    button: 'Note that it is done',
    fields: doneFields[step],
  }),
  notNeeded: (step: SaidStep) => ({
    title: `Not needed: ${stepWords[step].charAt(0).toLowerCase()}${stepWords[step].slice(1)}`,
    about: 'The reason is kept with the offboarding, for whoever asks later.',
    button: 'Note that it is not needed',
    fields: reasonFields,
  }),
};
