import { job } from '../platform/jobs/index.js';
import { news } from '../webhooks/index.js';

/** A respondent submitted; enqueued in the transaction that froze the answers. */
export const assessmentSubmitted = job<{ assessmentId: string; submissionId: string }>(
  'assessment.submitted',
);

export const submittedNews = news('assessment.submitted', 'A vendor submitted an assessment');
export const scoredNews = news('assessment.scored', 'An assessment was scored');
export const decidedNews = news('assessment.decided', 'An assessment was decided');
