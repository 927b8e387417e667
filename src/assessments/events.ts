import { job } from '../platform/jobs/index.js';

/** A respondent submitted; enqueued in the transaction that froze the answers. */
export const assessmentSubmitted = job<{ assessmentId: string; submissionId: string }>(
  'assessment.submitted',
);
