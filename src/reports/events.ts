import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A report was asked for: it is to be printed. */
export const reportRequested = job<{ reportId: string }>('report.requested');

export const readyNews = news('report.ready', 'A report is printed');
