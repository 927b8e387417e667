import {
  findingStates,
  severities,
  type FindingState,
  type Severity,
} from '../../findings/index.js';
import {
  ChoiceField,
  DayField,
  IdField,
  NestedField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { exceptionSeverities, type ExceptionSeverity } from './audit-exception.entity.js';

export class ExceptionFacts {
  @TextField({
    max: 4_000,
    lines: true,
    example: 'Access of 3 of 25 leavers was removed later than the day they left.',
  })
  text: string;

  @ChoiceField(exceptionSeverities, { example: 'moderate' })
  severity: ExceptionSeverity;

  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Removal follows the personnel system since May.',
    description: 'What the vendor says about it.',
  })
  response?: string;
}

/** A finding about an exception; what is not told is taken over from it. */
export class FindingFromException {
  @TextField({ max: 300, optional: true, description: 'The first sentence, unless told.' })
  title?: string;
  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    description: 'The exception, unless told.',
  })
  detail?: string;
  @ChoiceField(severities, { optional: true, description: 'That of the exception, unless told.' })
  severity?: Severity;
  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Remove access on the day somebody leaves, by the personnel system.',
    description: 'What we would have the vendor do.',
  })
  proposedRemediation?: string;
  @IdField({ optional: true, description: 'One of this vendor’s engagements.' })
  engagementId?: string;
  @IdField({ optional: true, description: 'Who sees to it; the vendor’s owner, unless told.' })
  ownerId?: string;
  @DayField({ optional: true, description: 'What the policy gives for its severity, unless told.' })
  dueOn?: string;
}

/** The finding that was raised from an exception. */
export class FindingOfException {
  @IdField() id: string;
  @TextField({ max: 20, example: 'F-12' }) reference: string;
  @ChoiceField(findingStates) state: FindingState;
}

export class ExceptionView extends ExceptionFacts {
  @IdField() id: string;
  @IdField() auditId: string;
  @WholeField({ min: 1, max: 10_000, description: 'Its place in the list.' }) position: number;
  @NestedField(() => FindingOfException, { optional: true }) finding?: FindingOfException;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
