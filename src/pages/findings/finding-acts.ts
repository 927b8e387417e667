import type { FieldPlan } from '../frame/form-fields.js';

const words = (label: string, hint?: string, maxlength = 4_000): FieldPlan => ({
  label,
  type: 'textarea',
  rows: 5,
  maxlength,
  required: true,
  ...(hint ? { hint } : {}),
});

const vendorReads = 'The vendor reads it where it has a link to this finding.';

/** The forms by which a finding moves on, each a page of its own. */
export const findingActs = {
  plan: {
    title: 'Plan the remediation',
    about: 'What the vendor has told us it will do. A later plan takes the place of this one.',
    step: 'plan',
    button: 'Save the plan',
    over: 'Save yours over it',
    done: 'The plan is kept.',
    fields: {
      plan: words('What will the vendor do?', vendorReads),
      plannedFor: { label: 'By when?', type: 'date', width: '20', required: true },
    },
    danger: false,
  },
  resolution: {
    title: 'Say that the gap is closed',
    about:
      'It then waits for somebody here to verify it. Attach evidence of the fix on the page of the finding.',
    step: 'resolve',
    button: 'Save the resolution',
    over: 'Save yours all the same',
    done: 'It is resolved, and waits to be verified.',
    fields: { resolution: words('What was done?') },
    danger: false,
  },
  verification: {
    title: 'Verify the fix',
    about: 'With this the finding is closed. It can be opened again.',
    step: 'verify',
    button: 'Verify it',
    over: 'Verify it all the same',
    done: 'It is verified.',
    fields: { verification: words('How did we make sure?') },
    danger: false,
  },
  reopening: {
    title: 'Open the finding again',
    about: 'Its plan and its resolution go to its history, and it is owed again by its due date.',
    step: 'reopen',
    button: 'Open it again',
    over: 'Open it again all the same',
    done: 'It is open again.',
    fields: { reason: words('Why?', vendorReads, 2_000) },
    danger: true,
  },
} as const;

export type FindingAct = keyof typeof findingActs;
