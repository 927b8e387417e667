import { Confirmation, IncidentReason } from '../../incidents/index.js';
import type { FieldPlan } from '../frame/form-fields.js';

const why = (label: string): Record<string, FieldPlan> => ({
  reason: { label, type: 'textarea', rows: 5, maxlength: 2_000, required: true },
});

/** What moves an incident on, each on a page of its own. */
export const incidentActs = {
  confirmation: {
    title: 'Confirm that it touches our data',
    about:
      'Floor F5 then holds up the band of every affected vendor that holds data or credentials of ours, as long as the incident is open.',
    button: 'Confirm it',
    over: 'Confirm it all the same',
    done: 'It is confirmed. The scores of affected vendors follow in a moment.',
    fields: why('How do we know?'),
    dto: Confirmation,
    danger: false,
  },
  retraction: {
    title: 'Take back the confirmation',
    about:
      'It was confirmed too soon. The floors that rest on it are lifted; the timeline keeps both.',
    button: 'Take it back',
    over: 'Take it back all the same',
    done: 'It is not confirmed any more.',
    fields: why('Why?'),
    dto: IncidentReason,
    danger: false,
  },
  closing: {
    title: 'Close the incident',
    about:
      'Where every vendor stands is kept as it is, and nothing that arrives later changes it. It can be opened again.',
    button: 'Close it',
    over: 'Close it all the same',
    done: 'It is closed.',
    fields: why('Why can it be closed?'),
    dto: IncidentReason,
    danger: false,
  },
  reopening: {
    title: 'Open the incident again',
    about: 'Where every vendor stands is derived again from what is known by now.',
    button: 'Open it again',
    over: 'Open it again all the same',
    done: 'It is open again, and is being derived.',
    fields: why('Why?'),
    dto: IncidentReason,
    danger: false,
  },
} as const;

export type IncidentAct = keyof typeof incidentActs;
