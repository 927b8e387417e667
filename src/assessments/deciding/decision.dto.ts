import { ChoiceField, DayField, IdField, TextField } from '../../platform/http/index.js';
import { outcomes, type Outcome } from './decision.entity.js';
import { ShownInstant } from '../reviewing/shown.js';

export const shortestException = 40;

export class NewDecision {
  @ChoiceField(outcomes, { example: 'approved_with_conditions' })
  outcome: Outcome;

  @TextField({
    max: 4_000,
    lines: true,
    example: 'The service is needed and the gap closes in January.',
  })
  reason: string;

  @TextField({
    max: 4_000,
    lines: true,
    optional: true,
    example: 'Pin and hash-check all dependencies by 31 January 2027.',
    description: 'Required for, and only for, an approval with conditions.',
  })
  conditions?: string;

  @TextField({
    min: shortestException,
    max: 4_000,
    lines: true,
    optional: true,
    example: 'The gateway runs without our keys until the dependencies are pinned.',
    description: `Why it may be approved although a knock-out failed (floor F1): at least ${shortestException} characters, required then and only then.`,
  })
  exceptionReason?: string;

  @DayField({
    optional: true,
    example: '2027-11-23',
    description: 'Unless told: 12 months for tiers 1 and 2, 24 for tier 3, 36 for tier 4.',
  })
  validUntil?: string;

  @IdField({
    optional: true,
    description: 'The score that you decide on. If there is a newer one, the decision is refused.',
  })
  scoreId?: string;
}

export class DecisionView {
  @IdField() id: string;
  @IdField() scoreId: string;
  @ChoiceField(outcomes) outcome: Outcome;
  @TextField({ max: 4_000 }) reason: string;
  @TextField({ max: 4_000, optional: true }) conditions?: string;
  @TextField({ max: 4_000, optional: true }) exceptionReason?: string;
  @DayField({ example: '2027-11-23' }) validUntil: string;
  @TextField({ max: 100, example: 'Noor Haddad' }) decider: string;
  @ShownInstant() decidedAt: string;
}
