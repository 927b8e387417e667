import { ChoiceField, DayField, IdField, TextField } from '../../platform/http/index.js';
import { severities, type Severity } from '../../findings/index.js';

/** A finding about one question of an assessment; what is not told is taken over from the questionnaire. */
export class FindingFromAnswer {
  @TextField({ max: 80, example: 'supply.pinned' }) questionKey: string;
  @TextField({
    max: 300,
    optional: true,
    example: 'Dependencies are not pinned',
    description: 'What is amiss, as the questionnaire says it, unless told.',
  })
  title?: string;
  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    description: 'What is missing; the question, unless told.',
  })
  detail?: string;
  @ChoiceField(severities, {
    optional: true,
    description: 'As the questionnaire says, unless told.',
  })
  severity?: Severity;
  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    description: 'As the questionnaire proposes, unless told.',
  })
  proposedRemediation?: string;
  @IdField({ optional: true, description: 'Who sees to it; the vendor’s owner, unless told.' })
  ownerId?: string;
  @DayField({ optional: true, description: 'What the policy gives for its severity, unless told.' })
  dueOn?: string;
}
