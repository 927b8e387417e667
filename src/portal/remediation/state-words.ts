import type { FindingState } from '../../findings/index.js';

/** States as the vendor reads them. */
export const findingStateWords: Readonly<Record<FindingState, string>> = {
  open: 'Your plan is awaited',
  planned: 'Planned',
  resolved: 'Waits to be verified',
  verified: 'Closed',
  risk_accepted: 'Nothing is asked for now',
};
