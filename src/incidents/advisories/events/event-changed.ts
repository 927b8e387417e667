import { job } from '../../../platform/jobs/index.js';

/**
 * What is known of these events changed: an advisory was recorded or changed, or events were joined or parted. An event that
 * was joined to another is named too. Enqueued in the transaction that changed them, at the instant `changedAt`.
 */
export const eventsChanged = job<{ eventIds: readonly string[]; changedAt: string }>(
  'advisory-events.changed',
);
