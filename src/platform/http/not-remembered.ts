import { SetMetadata } from '@nestjs/common';

export const notRemembered = 'assay:not-remembered';
export const onceByItself = 'assay:once-by-itself';

/** Why the answer is not kept for a repetition under an Idempotency-Key: a clause for that header. */
export const NotRemembered = (why: string) => SetMetadata(notRemembered, why);

/** Repeated, it answers the same without being done again, with or without an Idempotency-Key. */
export const OnceByItself = () => SetMetadata(onceByItself, true);
