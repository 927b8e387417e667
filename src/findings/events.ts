import { news } from '../webhooks/index.js';

export const raisedNews = news('finding.raised', 'A finding was raised');
export const changedNews = news('finding.changed', 'A finding was changed or moved on');
