import { severities } from '../../findings/index.js';
import type { FieldPlan, Option } from '../frame/form-fields.js';
import { optionsOf } from '../frame/words.js';

interface Choices {
  people: readonly { id: string; name: string }[];
  /** Engagements to choose from; none where it does not change. */
  engagements?: readonly { id: string; name: string }[];
  /** Whether title and detail are taken over where they are left empty. */
  takesOver?: boolean;
}

const named = (list: readonly { id: string; name: string }[]): Option[] =>
  list.map(({ id, name }) => ({ value: id, label: name }));

/** The form of a finding; what is left empty of a new one, the vendor and the policy say. */
export function findingFields({
  people,
  engagements,
  takesOver = false,
}: Choices): Record<string, FieldPlan> {
  const isNew = engagements !== undefined;
  const owners = named(people);
  return {
    title: {
      label: 'Title',
      required: !takesOver,
      maxlength: 300,
      hint: takesOver
        ? 'Left empty, the first sentence of what the auditor found.'
        : 'What is wrong, in a short sentence, like “Dependencies are not pinned”.',
      autocomplete: 'off',
    },
    ...(engagements?.length
      ? {
          engagementId: {
            label: 'Engagement',
            type: 'select',
            options: [{ value: '', label: 'The vendor as a whole' }, ...named(engagements)],
          },
        }
      : {}),
    severity: { label: 'Severity', type: 'select', options: optionsOf(severities), width: '20' },
    detail: {
      label: 'What is missing, and why that matters',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
      ...(takesOver ? { hint: 'Left empty, what the auditor found.' } : {}),
    },
    proposedRemediation: {
      label: 'What the vendor should do',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
    },
    ownerId: {
      label: 'Owner',
      type: 'select',
      options: isNew ? [{ value: '', label: 'The owner of the vendor' }, ...owners] : owners,
      hint: 'Who sees to it here.',
    },
    dueOn: {
      label: 'Due',
      type: 'date',
      width: '20',
      ...(isNew ? { hint: 'Left empty, the policy gives a day by its severity.' } : {}),
    },
  };
}
