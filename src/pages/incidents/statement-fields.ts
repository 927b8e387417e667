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

/** A document may be pasted, or chosen as a file. */
export const openVexFile = { file: 'file', into: 'openVex', bytes: 200_000 } as const;

export const openVexFields: Record<string, FieldPlan> = {
  openVex: {
    label: 'The document',
    type: 'textarea',
    rows: 10,
    maxlength: 200_000,
    hint: 'Paste its JSON, or choose it as a file below.',
  },
  [openVexFile.file]: {
    label: 'Or as a file',
    called: 'The file',
    type: 'file',
    accept: '.json,.vex,application/json',
    hint: 'JSON, at most 200 kB.',
  },
};
