import { job } from '../platform/jobs/index.js';

/** What is known of a vendor's tools has changed; enqueued in the transaction that changed it. */
export const toolsChanged = job<{ vendorId: string; inventoryId: string }>('tools.changed');

/** Two tools became one, or two again: whoever uses them is to be looked at anew. */
export const toolsMerged = job<{ keptId: string; mergedId: string }>('tools.merged');

/** A file is to be read as a list; enqueued in the transaction that took it. */
export const inventoryFileGiven = job<{ importId: string }>('inventory-imports.file-given', {
  slow: true,
});
