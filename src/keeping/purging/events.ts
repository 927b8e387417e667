import { job } from '../../platform/jobs/index.js';

/**
 * Something of this kind is due on `day`, or was left half purged by a process that ended. The day is that of the look: whatever the
 * clock says when the job is done, nothing goes that was not due then.
 */
export const purgeWanted = job<{ kind: string; day?: string }>('keeping.purge-wanted', {
  slow: true,
});

/** Somebody asked for all to go at once that is due. */
export const purgeRunWanted = job<{ runId: string }>('keeping.purge-run-wanted', { slow: true });
