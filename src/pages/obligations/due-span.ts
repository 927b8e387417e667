import { addDays, addMonths } from '../../platform/clock.js';

/** Days `from` to `to`, both included, with where the spans beside it begin. All `YYYY-MM-DD`. */
export interface Span {
  from: string;
  to: string;
  previous: string;
  next: string;
}

export interface GridDay {
  day: string;
  /** Whether it is of the month that is shown. */
  within: boolean;
}

/** Monday is 0. */
const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

const mondayOf = (day: string): string => addDays(day, -weekday(day));

/** The week that holds the day, Monday to Sunday (ISO 8601). */
export function weekOf(day: string): Span {
  const from = mondayOf(day);
  return { from, to: addDays(from, 6), previous: addDays(from, -7), next: addDays(from, 7) };
}

/** The calendar month that holds the day. */
export function monthOf(day: string): Span {
  const from = `${day.slice(0, 8)}01`;
  const next = addMonths(from, 1);
  return { from, to: addDays(next, -1), previous: addMonths(from, -1), next };
}

/** The month as weeks of seven days, Monday first, filled up with days of the months beside it. */
export function gridOf({ from, to }: Pick<Span, 'from' | 'to'>): GridDay[][] {
  const weeks: GridDay[][] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
    weeks.push(days.map((day) => ({ day, within: day >= from && day <= to })));
  }
  return weeks;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

export const weekdayWord = (day: string): string => weekdays[weekday(day)] ?? '';

/** "December 2026". */
export function monthWord(day: string): string {
  const [year, month] = day.split('-').map(Number);
  return `${months[(month ?? 1) - 1]} ${year}`;
}
