import { sql, type Sql } from '../../platform/database/index.js';

/** Vendors after one id and up to another; one alone where both are the same. */
export interface VendorRange {
  after: string;
  upTo: string;
}

/** That a column of vendor ids is in the range. */
export const within = (column: Sql, { after, upTo }: VendorRange): Sql =>
  after === upTo ? sql`${column} = ${upTo}` : sql`${column} > ${after} AND ${column} <= ${upTo}`;

export function collect<T>(into: Map<string, T[]>, key: string, item: T): void {
  const known = into.get(key);
  if (known) known.push(item);
  else into.set(key, [item]);
}
