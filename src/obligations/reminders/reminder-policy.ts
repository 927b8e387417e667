import { policy, type Figures } from '../../policies/index.js';
import type { Ladder } from './ladder.js';

const daysBefore = (label: string, usual: number) => ({
  label,
  unit: 'days before',
  usual,
  min: 1,
  max: 365,
});

export const reminderPolicy = policy('reminders', {
  title: 'Reminders',
  about:
    'When people here and at vendors are reminded of what is due. Everybody is also reminded on the day itself.',
  figures: {
    firstDays: daysBefore('First reminder', 60),
    secondDays: daysBefore('Second reminder', 30),
    thirdDays: daysBefore('Third reminder', 14),
    fourthDays: daysBefore('Fourth reminder', 7),
    everyDays: {
      label: 'Again after the due date, every',
      unit: 'days',
      usual: 7,
      min: 1,
      max: 90,
    },
    escalationDays: {
      label: 'Passed on to the manager when late by',
      unit: 'days',
      usual: 14,
      min: 1,
      max: 365,
    },
    vendorFirstDays: daysBefore('Vendor: first reminder', 14),
    vendorSecondDays: daysBefore('Vendor: second reminder', 7),
    vendorEveryDays: {
      label: 'Vendor: again after the due date, every',
      unit: 'days',
      usual: 7,
      min: 1,
      max: 90,
    },
    longestSnoozeDays: { label: 'Put off at most', unit: 'days', usual: 60, min: 1, max: 365 },
  },
});

export type ReminderFigures = Figures<keyof (typeof reminderPolicy)['figures']>;

export function ourLadder(figures: ReminderFigures): Ladder {
  const { firstDays, secondDays, thirdDays, fourthDays, everyDays } = figures;
  return { before: [firstDays, secondDays, thirdDays, fourthDays, 0], every: everyDays };
}

export function vendorLadder(figures: ReminderFigures): Ladder {
  const { vendorFirstDays, vendorSecondDays, vendorEveryDays } = figures;
  return { before: [vendorFirstDays, vendorSecondDays, 0], every: vendorEveryDays };
}
