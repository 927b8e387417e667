import { addDays } from '../../platform/clock.js';
import type { Facts, ListFact } from './facts.js';

/** True if a fact of `day` still counts on `until`: at most `days` days have gone by. All days `YYYY-MM-DD`. */
export function isFresh(day: string, days: number, until: string): boolean {
  return addDays(day, days) >= until;
}

/** Whether a list still counts on the last day that matters: the last of the window, today while it is open. */
export function counts({ on, source }: ListFact, { window, today, freshDays }: Facts): boolean {
  const until = window.to !== null && window.to < today ? window.to : today;
  return isFresh(on, freshDays[source], until);
}

/**
 * Whether what a list names other versions of decides: it describes a day of the window or later and, unless the window
 * has both ends, still counts.
 */
export function decides(list: ListFact, facts: Facts): boolean {
  const { from, to } = facts.window;
  const inside = from === null || list.on >= from;
  return inside && ((from !== null && to !== null) || counts(list, facts));
}
