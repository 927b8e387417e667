const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAY_MS = 86_400_000;

/** The calendar day `YYYY-MM-DD` (in UTC) of a day, an ISO instant or a Date. Throws on anything else. */
export function toDay(value: unknown): string {
  const day = value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) {
    throw new TypeError(`not a day: ${String(value)}`);
  }
  return day;
}

/** "4 Dec 2026" for the day 2026-12-04. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** "4 Dec 2026, 14:05 UTC". */
export function instantText(at: Date): string {
  return `${dayText(toDay(at))}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
