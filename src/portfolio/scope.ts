import { all, sql, type Sql } from '../platform/database/index.js';
import { bandWords } from '../scoring/index.js';
import { inUse } from '../vendors/index.js';
import type { PortfolioQuery } from './portfolio-query.dto.js';

/** The condition on `v` that leaves the vendors of the portfolio. */
export function scopeOf({ tier, band, ownerId, status }: PortfolioQuery): Sql {
  return all([
    status ? sql`v.status = ${status}` : inUse,
    ...(tier ? [sql`v.tier = ${tier}`] : []),
    ...(band ? [band === 'none' ? sql`v.band IS NULL` : sql`v.band = ${band}`] : []),
    ...(ownerId ? [sql`v.owner_id = ${ownerId}`] : []),
  ]);
}

/** What it is narrowed down to, in words; `owner` is the owner's name. */
export function narrowedTo(
  { tier, band, ownerId, status }: PortfolioQuery,
  owner: string | undefined,
): string[] {
  return [
    ...(tier ? [`tier ${tier}`] : []),
    ...(band ? [band === 'none' ? 'not scored' : `band ${bandWords[band].toLowerCase()}`] : []),
    ...(ownerId ? [`owner ${owner ?? 'unknown'}`] : []),
    ...(status ? [`status ${status}`] : []),
  ];
}
