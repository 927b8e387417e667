import { spokenDay } from '../../scoring/index.js';

/** The same, or as much of it as there is room for. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).trimEnd()}…` : text;

/** The same with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Two days, either of which may be missing, as people say them. */
export function period(from: string | null | undefined, until: string | null | undefined): string {
  if (from && until) return `${spokenDay(from)} to ${spokenDay(until)}`;
  if (until) return `to ${spokenDay(until)}`;
  return from ? `from ${spokenDay(from)}` : 'not stated';
}
