import {
  accessKinds,
  autonomies,
  criticalities,
  dataCategories,
  likelihoodFactors,
} from '../../scoring/index.js';
import type { FormBody } from '../../platform/http/index.js';
import type { Engagement } from '../../vendors/index.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { choicesOf } from '../frame/words.js';

export const inherentFields: Record<string, FieldPlan> = {
  data: {
    label: 'What of ours does it hold or see?',
    type: 'checkboxes',
    options: choicesOf(dataCategories),
  },
  access: {
    label: 'How does it reach our systems?',
    type: 'checkboxes',
    options: choicesOf(accessKinds),
  },
  criticality: {
    label: 'What happens to us when it fails?',
    type: 'radios',
    options: choicesOf(criticalities),
  },
  autonomy: {
    label: 'What does its AI do by itself?',
    type: 'radios',
    options: choicesOf(autonomies),
  },
  ...Object.fromEntries(
    likelihoodFactors.map(({ code, label, choices }) => [
      `likelihood.${code}`,
      { label, type: 'select', options: [{ value: '', label: 'Choose …' }, ...choicesOf(choices)] },
    ]),
  ),
  holdsCredentials: { label: 'It holds passwords, keys or tokens of ours', type: 'checkbox' },
  codeRunsHere: { label: 'Its code runs in our build or production', type: 'checkbox' },
  supportsCriticalFunction: {
    label: 'It supports a critical or important function',
    type: 'checkbox',
    hint: 'As in DORA: its failure would materially impair what we must provide.',
  },
};

export const engagementFields: Record<string, FieldPlan> = {
  name: {
    label: 'What do we use them for?',
    required: true,
    maxlength: 200,
    hint: 'A short name, like “Transcribing support calls”.',
  },
  purpose: { label: 'More about it', type: 'textarea', rows: 3, maxlength: 2_000 },
  startsOn: { label: 'Contract from', type: 'date', width: '20' },
  endsOn: { label: 'Contract until', type: 'date', width: '20' },
  ...inherentFields,
};

export function typedEngagement(engagement: Engagement): FormBody {
  const { name, purpose, startsOn, endsOn, data, access, criticality, autonomy } = engagement;
  const flag = (value: boolean) => (value ? 'on' : undefined);
  return {
    name,
    purpose: purpose ?? '',
    startsOn: startsOn ?? '',
    endsOn: endsOn ?? '',
    data,
    access,
    criticality,
    autonomy,
    ...Object.fromEntries(
      Object.entries(engagement.likelihood).map(([code, level]) => [`likelihood.${code}`, level]),
    ),
    holdsCredentials: flag(engagement.holdsCredentials),
    codeRunsHere: flag(engagement.codeRunsHere),
    supportsCriticalFunction: flag(engagement.supportsCriticalFunction),
    version: String(engagement.version),
  };
}
