import { job } from '../../platform/jobs/index.js';

/** A credential that a vendor holds was added, changed, renewed or ended; enqueued in the transaction that did so. */
export const credentialsChanged = job<{ vendorId: string }>('credentials.changed');
