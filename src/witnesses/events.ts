import { news } from '../webhooks/index.js';

export const checkpointSigned = news(
  'checkpoint.signed',
  'A checkpoint of the journal was signed: the message holds it, to be kept',
  ['note', 'use'],
);
