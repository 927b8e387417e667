import { sql, type Sql } from '../../platform/database/index.js';

/** That a row `x` of `exposure` is what readers of this derivation see; the sign keeps planners from an index that does not help. */
export const seenAt = (derivation: number): Sql =>
  sql`+x.from_derivation <= ${derivation} AND +x.until_derivation > ${derivation}`;

/** The same of the last derivation of `incident n`. */
export const seenNow = sql`x.incident_id = n.id AND +x.from_derivation <= n.derivation AND +x.until_derivation > n.derivation`;
