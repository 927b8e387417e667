import { NotRemembered } from './not-remembered.js';

/** The answer holds a secret that is shown once: it must not be kept for a repetition under an Idempotency-Key. */
export const AnswersSecret = () =>
  NotRemembered('is not possible here: the answer holds a secret, which is not kept');
