import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A file was given for this evidence and is stored. */
export const evidenceStored = job<{ evidenceId: string; fileId: string }>('evidence.stored', {
  slow: true,
});

/** The first page of this file is to be made a picture. */
export const previewWanted = job<{ fileId: string }>('evidence.preview-wanted', { slow: true });

export const receivedNews = news('evidence.received', 'A file was given as evidence');
