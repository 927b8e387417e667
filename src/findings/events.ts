import { news } from '../webhooks/index.js';

export const raisedNews = news('finding.raised', 'A finding was raised');
export const requestedNews = news(
  'acceptance.requested',
  'Somebody asked for a risk to be accepted',
);
export const changedNews = news('finding.changed', 'A finding was changed or moved on');
