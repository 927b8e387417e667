import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** All standings of an incident are to be derived again; enqueued in the transaction that gives the cause. */
export const exposureDue = job<{ incidentId: string; cause: string }>('exposure.due', {
  slow: true,
});

/** One vendor's standings in the open incidents are to be derived again. */
export const vendorExposureDue = job<{ vendorId: string; cause: string }>('exposure.vendor-due');

/** Standings were derived, or the incident was confirmed, closed or opened again: its floors follow. */
export const floorsDue = job<{ incidentId: string; vendorId?: string }>('incident.floors-due');

/** Standings were derived: what affected vendors hold of ours is to be renewed. */
export const rotationsDue = job<{ incidentId: string; vendorId?: string }>('rotations.due');

/** The letters of an outreach are to be written; begun again, only those that are missing. */
export const outreachDue = job<{ outreachId: string }>('outreach.due', { slow: true });

export const incidentOpened = news('incident.opened', 'An incident was opened');
export const incidentChanged = news('incident.changed', 'An incident was changed or moved on');
export const exposureChanged = news(
  'exposure.changed',
  'Vendors came to stand elsewhere in an incident',
);
