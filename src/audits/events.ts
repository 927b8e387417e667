import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** An auditor or a compliance platform was put in doubt; enqueued in the transaction that did it. */
export const auditorDoubted = job<{ auditorId: string }>('auditor.doubted');

export const doubtedNews = news('auditor.doubted', 'An auditor was put in doubt');
