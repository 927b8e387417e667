import { job } from '../platform/jobs/index.js';

/** A figure was changed: what was derived from it is to be derived anew. */
export const policyChanged = job<{ code: string }>('policy.changed');
