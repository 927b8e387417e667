import { job } from '../../platform/jobs/index.js';

/** Something of this kind is due, or was left half purged by a process that ended. */
export const purgeWanted = job<{ kind: string }>('keeping.purge-wanted', { slow: true });

/** Somebody asked for all to go at once that is due. */
export const purgeRunWanted = job<{ runId: string }>('keeping.purge-run-wanted', { slow: true });
