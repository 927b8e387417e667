import { DayField, TextField } from '../../platform/http/index.js';

/** What a respondent may say of a file they attach. */
export class AttachedFacts {
  @TextField({
    max: 200,
    optional: true,
    description: 'What it shows; the name of the file unless told.',
    example: 'Penetration test 2026, summary',
  })
  title?: string;

  @DayField({ optional: true, example: '2027-09-30', description: 'The last day it is valid.' })
  expiresOn?: string;
}
