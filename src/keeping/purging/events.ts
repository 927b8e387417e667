import { job } from '../../platform/jobs/index.js';

/** Something of this kind is due, or was left half purged by a process that ended. */
export const purgeWanted = job<{ kind: string }>('keeping.purge-wanted', { slow: true });
