import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A dossier was asked for: it is to be built. */
export const dossierRequested = job<{ dossierId: string }>('dossier.requested', { slow: true });

export const dossierReady = news('dossier.ready', 'A dossier is built');
