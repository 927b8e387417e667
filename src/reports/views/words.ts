/** The same with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-12-04` as "4 Dec 2026". */
export function spokenDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** Two days, either of which may be missing, as people say them. */
export function period(from: string | null | undefined, until: string | null | undefined): string {
  if (from && until) return `${spokenDay(from)} to ${spokenDay(until)}`;
  if (until) return `to ${spokenDay(until)}`;
  return from ? `from ${spokenDay(from)}` : 'not stated';
}
