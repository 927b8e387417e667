import { vendorStatuses } from '../../vendors/index.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { optionsOf } from '../frame/words.js';

/** The form of a vendor; `people` are those who can own it. */
export const vendorFields = (
  people: readonly { id: string; name: string }[],
): Record<string, FieldPlan> => ({
  name: { label: 'Name', required: true, maxlength: 200, autocomplete: 'off' },
  website: { label: 'Web address', type: 'url', maxlength: 500, hint: 'Starts with https://' },
  description: {
    label: 'What they do for us',
    type: 'textarea',
    rows: 3,
    maxlength: 2_000,
    hint: 'One or two sentences for people who have never heard of them.',
  },
  status: { label: 'Status', type: 'select', options: optionsOf(vendorStatuses), width: '20' },
  ownerId: {
    label: 'Owner',
    type: 'select',
    options: people.map(({ id, name }) => ({ value: id, label: name })),
    hint: 'Who answers for it here.',
  },
  sendsReassessments: {
    label: 'Send reassessments by themselves',
    type: 'checkbox',
    hint: 'When a rule drafts one, it goes out at once. Otherwise the owner looks first and sends it.',
  },
});
