import {
  longestValidity,
  mostConditions,
  outcomes,
  shortestException,
  type StoredScore,
} from '../../assessments/index.js';
import { severities } from '../../findings/index.js';
import { addDays } from '../../platform/clock.js';
import type { Form, FormBody } from '../../platform/http/index.js';
import { shownForm, type FieldPlan } from '../frame/form-fields.js';
import { optionsOf } from '../frame/words.js';

const rowsAtFirst = 2;
const rowsMore = 3;
const parts = ['text', 'severity', 'dueOn'] as const;

const outcomeOptions: Readonly<Record<(typeof outcomes)[number], { label: string; hint: string }>> =
  {
    approved: { label: 'Approve', hint: 'It may be used as it is.' },
    approved_with_conditions: {
      label: 'Approve with conditions',
      hint: 'It may be used if they are kept.',
    },
    rejected: { label: 'Reject', hint: 'It may not be used.' },
  };

/** The form of a decision; `more` rows were asked for beyond those that hold something. */
export function decisionForm(
  score: StoredScore,
  today: string,
  form: Form<object>,
  more: boolean,
): object {
  const { typed, filled } = compacted(form.typed);
  const wanted = Math.max(rowsAtFirst, filled) + (more ? rowsMore : 0);
  const rows = Math.min(wanted, mostConditions);
  const conditions = Array.from({ length: rows }, (_, at) => conditionPlans(at, today)).flat();
  const plans = { ...plansOf(score, today), ...Object.fromEntries(conditions) };
  const { fields, errors } = shownForm(plans, { ...form, typed: { ...typed } });
  return {
    fields,
    errors,
    mayAdd: rows < mostConditions,
    rows: Array.from({ length: rows }, (_, at) =>
      Object.fromEntries(parts.map((part) => [part, fields[`conditions_${at}_${part}`]])),
    ),
  };
}

/** The rows as they were read: empty ones left out, so that what is wrong stands beside its own row. */
function compacted(typed: FormBody): { typed: FormBody; filled: number } {
  const kept: FormBody = {};
  const rows = new Map<number, FormBody>();
  for (const [name, value] of Object.entries(typed)) {
    const [, at, part] = /^conditions\.(\d{1,4})\.(.+)$/.exec(name) ?? [];
    if (at === undefined || part === undefined) kept[name] = value;
    else rows.set(Number(at), { ...rows.get(Number(at)), [part]: value });
  }
  const full = [...rows.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, row]) => row)
    .filter((row) => Object.values(row).some((value) => value !== undefined && value !== ''));
  full.forEach((row, at) => {
    for (const [part, value] of Object.entries(row)) kept[`conditions.${at}.${part}`] = value;
  });
  return { typed: kept, filled: full.length };
}

function conditionPlans(at: number, today: string): [string, FieldPlan][] {
  const label = `Condition ${at + 1}`;
  return [
    [
      `conditions.${at}.text`,
      { label: `${label}: what must be done`, type: 'textarea', rows: 2, maxlength: 2_000 },
    ],
    [
      `conditions.${at}.severity`,
      {
        label: `${label}: severity until then`,
        type: 'select',
        options: [{ value: '', label: 'Choose' }, ...optionsOf(severities)],
        width: '20',
      },
    ],
    [
      `conditions.${at}.dueOn`,
      { label: `${label}: due day`, type: 'date', width: '20', min: today },
    ],
  ];
}

function plansOf({ result }: StoredScore, today: string): Record<string, FieldPlan> {
  const exception: FieldPlan = {
    label: 'Why may it be approved although a knock-out failed?',
    type: 'textarea',
    rows: 4,
    maxlength: 4_000,
    hint: `Needed for an approval: at least ${shortestException} characters.`,
  };
  return {
    outcome: {
      label: 'Decision',
      type: 'radios',
      options: outcomes.map((value) => ({ value, ...outcomeOptions[value] })),
    },
    reason: {
      label: 'Reason',
      type: 'textarea',
      rows: 4,
      maxlength: 4_000,
      required: true,
      hint: 'Stands on the first page of the report.',
    },
    ...(result.needsException ? { exceptionReason: exception } : {}),
    validUntil: {
      label: 'Valid until',
      type: 'date',
      width: '20',
      min: addDays(today, 1),
      max: longestValidity(today),
      hint: `The date filled in is usual for tier ${result.inherent.tier}.`,
    },
    confirmed: {
      label: 'I have read the score and its floors',
      type: 'checkbox',
      hint: 'A decision stands for good; a new assessment can take its place.',
    },
  };
}
