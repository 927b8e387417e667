import { SetMetadata } from '@nestjs/common';

export const answersSecret = 'assay:answers-secret';

/** The answer holds a secret that is shown once: it must not be kept for a repetition under an Idempotency-Key. */
export const AnswersSecret = () => SetMetadata(answersSecret, true);
