import { job } from '../platform/jobs/index.js';

/** A report was asked for: it is to be printed. */
export const reportRequested = job<{ reportId: string }>('report.requested');
