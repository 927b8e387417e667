import { job } from '../platform/jobs/index.js';

/** What is known of a vendor's tools has changed; enqueued in the transaction that changed it. */
export const toolsChanged = job<{ vendorId: string; inventoryId: string }>('tools.changed');

/** Two tools became one, or two again: whoever uses them is to be looked at anew. */
export const toolsMerged = job<{ keptId: string; mergedId: string }>('tools.merged');

/** A tool is known by other names or package URLs than before: what names it may concern others now. */
export const toolNamed = job<{ toolId: string }>('tools.named');

/** A file is to be read as a list; enqueued in the transaction that took it. */
export const inventoryFileGiven = job<{ importId: string }>('inventory-imports.file-given', {
  slow: true,
});
