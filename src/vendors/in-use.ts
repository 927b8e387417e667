import { sql } from '../platform/database/index.js';

/** A condition on `v`: vendors that we still have to do with. */
export const inUse = sql`v.status NOT IN ('offboarded', 'rejected')`;
