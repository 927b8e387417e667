import { mostQuietDays, type StandingWishes } from '../../identity/index.js';
import { addDays } from '../../platform/clock.js';
import { blankForm, type Form } from '../../platform/http/index.js';
import { weekdays } from '../../platform/weekdays.js';
import type { FieldPlan } from '../frame/form-fields.js';
import { optionsOf } from '../frame/words.js';

const hours = Array.from({ length: 23 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

export const reminderFields: Record<string, FieldPlan> = {
  digestsByMail: {
    label: 'Send me a digest by mail',
    type: 'checkbox',
    hint: 'Without it your reminders stand in Assay only.',
  },
  zone: {
    label: 'Time zone',
    required: true,
    maxlength: 50,
    width: '20',
    list: 'zones',
    autocomplete: 'off',
    hint: 'A city of your zone, such as Europe/Lisbon.',
  },
  digestHour: { label: 'Not before', type: 'select', options: hours },
  quietWeekdays: {
    label: 'Quiet days of the week',
    type: 'checkboxes',
    inline: true,
    options: optionsOf(weekdays),
  },
  quietDays: {
    label: 'Days you are away',
    type: 'textarea',
    rows: 3,
    hint: 'One a line, or a stretch: 2026-12-24 to 2027-01-02.',
  },
};

export function wishesForm({ version, ...wishes }: StandingWishes): Form<never> {
  return blankForm({
    zone: wishes.zone,
    digestHour: String(wishes.digestHour),
    quietWeekdays: [...wishes.quietWeekdays],
    quietDays: linesOf(wishes.quietDays),
    digestsByMail: wishes.digestsByMail ? 'on' : '',
    version: String(version),
  });
}

const stretch = /^(\d{4}-\d{2}-\d{2})\s+to\s+(\d{4}-\d{2}-\d{2})$/;

/** Every day that a text names, a day or a stretch a line. What is neither is passed on for the check to refuse. */
export function daysOf(text: string | string[] | undefined): string[] {
  const lines = [text ?? []].flat().flatMap((part) => part.split('\n'));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, mostQuietDays + 1)
    .flatMap((line) => {
      const [, from, to] = stretch.exec(line) ?? [];
      if (from === undefined || to === undefined || !(Date.parse(from) <= Date.parse(to)))
        return [line];
      const days: string[] = [];
      for (let day = from; day <= to && days.length <= mostQuietDays; day = addDays(day, 1))
        days.push(day);
      return days;
    });
}

/** Days in order as such a text, each stretch on one line. */
export function linesOf(days: readonly string[]): string {
  const stretches: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else stretches.push({ from: day, to: day });
  }
  return stretches.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join('\n');
}
