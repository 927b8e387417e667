import { statementWords, justifications, statementStatuses } from '../../incidents/index.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { justificationWords } from './incident-words.js';

export const statementFields: Record<string, FieldPlan> = {
  status: {
    label: 'What do they say?',
    type: 'radios',
    required: true,
    options: statementStatuses.map((value) => ({ value, label: statementWords[value] })),
  },
  justification: {
    label: 'Why not affected',
    type: 'select',
    hint: 'Only where they say that they are not affected.',
    options: [
      { value: '', label: 'They do not say' },
      ...justifications.map((value) => ({ value, label: justificationWords[value] })),
    ],
  },
  datedOn: {
    label: 'From when do they say so?',
    called: 'The day',
    type: 'date',
    width: '20',
    required: true,
  },
  words: {
    label: 'In their words',
    type: 'textarea',
    rows: 5,
    maxlength: 4_000,
    hint: 'And how you heard it: by telephone, from their status page.',
  },
};

export const withdrawalFields: Record<string, FieldPlan> = {
  reason: {
    label: 'Why was it wrong?',
    type: 'textarea',
    rows: 4,
    maxlength: 2_000,
    required: true,
  },
};
