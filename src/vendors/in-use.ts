import { sql } from '../platform/database/index.js';

/** A condition on `v`: vendors that we still have to do with. */
export const inUse = sql`v.status NOT IN ('offboarded', 'rejected')`;

/** A condition on `v`: vendors that we mean to go on with. Nobody is owed a look ahead at one that is being left. */
export const goesOn = sql`v.status NOT IN ('offboarding', 'offboarded', 'rejected')`;
