import { sql, type Sql } from '../../platform/database/index.js';

/** The condition that the words of a thing that cannot be written to again are there still. */
export const unlessLetGo = (id: Sql): Sql =>
  sql`NOT EXISTS (SELECT 1 FROM purged_text p WHERE p.id = ${id} AND p.extent = 'all')`;

/** One of the conditions is met. */
export const anyOf = (...conditions: readonly Sql[]): Sql =>
  sql`(${conditions.reduce((one, other) => sql`${one} OR ${other}`)})`;

/** The figure that counts, by the tier of the vendor `v`, unless it has left. */
export const byTier = (left: string, [first, second, third, fourth]: readonly string[]): Sql =>
  sql`CASE WHEN v.left_at IS NOT NULL THEN ${left} WHEN v.tier = 2 THEN ${second} WHEN v.tier = 3 THEN ${third}
    WHEN v.tier = 4 THEN ${fourth} ELSE ${first} END`;
