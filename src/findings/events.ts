import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A finding was raised, changed, or moved on; enqueued in the transaction that did so. */
export const findingMoved = job<{ findingId: string }>('finding.moved');

export const raisedNews = news('finding.raised', 'A finding was raised');
export const requestedNews = news(
  'acceptance.requested',
  'Somebody asked for a risk to be accepted',
);
export const changedNews = news('finding.changed', 'A finding was changed or moved on');
