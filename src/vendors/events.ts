import { job } from '../platform/jobs/index.js';

/** Something from which a due date of this vendor follows was changed; enqueued in the transaction that changed it. */
export const dueDatesMoved = job<{ vendorId: string }>('due-dates.moved');

/** A vendor was added, or its status was changed; enqueued in the transaction that did so. */
export const vendorStatusMoved = job<{ vendorId: string }>('vendor.status-moved');

/** A vendor began to leave, or came back: its offboarding follows; enqueued in the transaction that did so. */
export const vendorLeaveMoved = job<{ vendorId: string }>('vendor.leave-moved');
