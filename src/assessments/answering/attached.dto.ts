import { evidenceKinds, type EvidenceKind } from '../../evidence/index.js';
import { ChoiceField, DayField, TextField } from '../../platform/http/index.js';

/** What a respondent may say of a file they attach. */
export class AttachedFacts {
  @TextField({
    max: 200,
    optional: true,
    description: 'What it shows; the name of the file unless told.',
    example: 'Penetration test 2026, summary',
  })
  title?: string;

  @ChoiceField(evidenceKinds, {
    optional: true,
    description: '`other` unless told.',
    example: 'self_assessment',
  })
  kind?: EvidenceKind;

  @DayField({ optional: true, example: '2026-10-20', description: 'The day it was issued.' })
  issuedOn?: string;

  @DayField({ optional: true, example: '2027-09-30', description: 'The last day it is valid.' })
  expiresOn?: string;
}
