import { addMonths } from '../platform/clock.js';
import { sql, type Sql } from '../platform/database/index.js';
import type { Period, Periods } from './kinds/index.js';

/** The last day on which something is kept whose clock started on `startedOn`. */
export const keptUntil = (startedOn: string, period: Period, periods: Periods): string =>
  addMonths(startedOn, periods[period]);

/** What started before this day is due on `today`: never sooner than the day after the last on which it is kept. */
export const startedBefore = (today: string, period: Period, periods: Periods): string =>
  addMonths(today, -periods[period]);

/** The condition on rows of a place (`i`) that they are due and nothing holds them. */
export function isDue(today: string, among: readonly Period[], periods: Periods): Sql {
  const cases = among.reduce(
    (all, period) => sql`${all} WHEN ${period} THEN ${startedBefore(today, period, periods)}`,
    sql``,
  );
  return sql`i.held = 0 AND i.started_on < CASE i.period ${cases} END`;
}
