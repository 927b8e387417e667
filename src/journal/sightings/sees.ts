import { SetMetadata } from '@nestjs/common';

export const seesMark = 'assay:sees';

/** What a route shows that is sensitive. */
export interface Sight {
  /** What the journal says of it, such as `answers.seen`. */
  action: string;
  /** The kind of the thing it is noted of, and the part of the address that holds its id. */
  kind: string;
  param: string;
}

/**
 * Marks a route that shows what is sensitive: who opens it is in the journal, once a day and thing, before they see it.
 * `what` stands before `.seen`; docs/decisions/0031-who-saw.md says what is sensitive.
 */
export const Sees = (what: string, kind: string, param = 'id') =>
  SetMetadata<string, Sight>(seesMark, { action: `${what}.seen`, kind, param });
