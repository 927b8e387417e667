import { addDays } from '../../platform/clock.js';
import { sql, type Sql } from '../../platform/database/index.js';
import type { InventoryFreshness } from '../inventory-freshness.js';
import { inventorySources, type InventorySource } from '../words.js';

/** Of each source the first day that a list may describe and still be recent today, `YYYY-MM-DD`. */
export type FirstRecentDays = Readonly<Record<InventorySource, string>>;

export function firstRecentDays(today: string, figures: InventoryFreshness): FirstRecentDays {
  const days = inventorySources.map((source) => [source, addDays(today, -figures[source])]);
  return Object.fromEntries(days) as FirstRecentDays;
}

/** Whether what a list of this source says of this day is from too long ago. */
export const isStale = (source: InventorySource, describedOn: string, first: FirstRecentDays) =>
  describedOn < first[source];

/** The same as SQL on `u`: 1 or 0. */
export function staleSql(first: FirstRecentDays): Sql {
  const days = inventorySources.reduce(
    (cases, source) => sql`${cases} WHEN ${source} THEN ${first[source]}`,
    sql``,
  );
  return sql`CASE WHEN u.described_on < CASE u.source ${days} END THEN 1 ELSE 0 END`;
}
