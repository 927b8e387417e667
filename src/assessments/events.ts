import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A respondent submitted; enqueued in the transaction that froze the answers. */
export const assessmentSubmitted = job<{ assessmentId: string; submissionId: string }>(
  'assessment.submitted',
);

/** A score was stored, the first of an assessment or another one; enqueued in the transaction that stored it. */
export const assessmentScored = job<{ assessmentId: string; scoreId: string }>('assessment.scored');

/** Something upstream keeps a vendor's band up, or no longer does; enqueued in the transaction that found so. */
export const upstreamMoved = job<{ vendorId: string; cause: string }>('upstream.moved');
/** A submission from before there was a register of tools is to be taken into it; enqueued when the register was made. */
export const toolsUntaken = job<{ submissionId: string }>('tools.untaken');

export const submittedNews = news('assessment.submitted', 'A vendor submitted an assessment');
export const changesRequestedNews = news(
  'assessment.changes_requested',
  'Questions were given back to a vendor',
);
export const scoredNews = news('assessment.scored', 'An assessment was scored');
export const decidedNews = news('assessment.decided', 'An assessment was decided');
