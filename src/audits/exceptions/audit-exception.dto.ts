import { ChoiceField, IdField, TextField, WholeField } from '../../platform/http/index.js';
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

export class ExceptionView extends ExceptionFacts {
  @IdField() id: string;
  @IdField() auditId: string;
  @WholeField({ min: 1, max: 10_000, description: 'Its place in the list.' }) position: number;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
