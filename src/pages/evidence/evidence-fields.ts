import { evidenceKindLabels, evidenceKinds, spokenSize } from '../../evidence/index.js';
import { acceptAttribute, acceptedInWords } from '../../platform/inspection/index.js';
import type { FieldPlan } from '../frame/form-fields.js';

/** What a piece of evidence shows, as its forms ask for it. */
export const evidenceFields: Record<string, FieldPlan> = {
  title: {
    label: 'What it shows',
    required: true,
    maxlength: 200,
    hint: 'Such as “SOC 2 Type II report” or “Deletion procedure”.',
  },
  kind: {
    label: 'What kind of document?',
    type: 'select',
    options: evidenceKinds.map((value) => ({ value, label: evidenceKindLabels[value] })),
    hint: 'Lists of subprocessors, bills of materials and self-assessments age from the day they were issued.',
  },
  scope: {
    label: 'Scope',
    type: 'textarea',
    rows: 3,
    maxlength: 2_000,
    hint: 'Which systems, sites or products it covers, and which not.',
  },
  periodFrom: { label: 'Period from', type: 'date', width: '10' },
  periodTo: { label: 'Period until', type: 'date', width: '10' },
  issuedOn: { label: 'Issued', type: 'date', width: '10' },
  expiresOn: {
    label: 'Valid until',
    type: 'date',
    width: '10',
    hint: 'It is due for renewal then.',
  },
};

export const fileField = (mostBytes: number): Record<string, FieldPlan> => ({
  file: {
    label: 'The file',
    type: 'file',
    required: true,
    accept: acceptAttribute,
    hint: `${acceptedInWords}, up to ${spokenSize(mostBytes)}.`,
  },
});
