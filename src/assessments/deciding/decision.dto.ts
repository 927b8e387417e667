import {
  findingStates,
  severities,
  type FindingState,
  type Severity,
} from '../../findings/index.js';
import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { bands, type Band } from '../../scoring/index.js';
import { byAPerson, OverriddenView } from '../../vendors/index.js';
import { outcomes, type Outcome } from './decision.entity.js';
import { ShownInstant } from '../reviewing/shown.js';

export const shortestException = 40;

export const mostConditions = 20;

export class NewCondition {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'Pin and hash-check all dependencies.',
    description: 'What must be done, and by whom.',
  })
  text: string;

  @ChoiceField(severities, { example: 'high', description: 'How bad it is while it is not kept.' })
  severity: Severity;

  @DayField({ example: '2027-01-31', description: 'By when; not after the decision ends.' })
  dueOn: string;
}

export class NewDecision {
  @ChoiceField(outcomes, { example: 'approved_with_conditions' })
  outcome: Outcome;

  @TextField({
    max: 4_000,
    lines: true,
    example: 'The service is needed and the gap closes in January.',
  })
  reason: string;

  @NestedListField(() => NewCondition, {
    max: mostConditions,
    optional: true,
    description:
      'Required for, and only for, an approval with conditions. Each raises a finding, due on its day.',
  })
  conditions?: NewCondition[];

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

export class ConditionView {
  @WholeField({ min: 1, max: mostConditions }) number: number;
  @TextField({ max: 2_000 }) text: string;
  @ChoiceField(severities) severity: Severity;
  @DayField({ example: '2027-01-31' }) dueOn: string;
  @IdField({ description: 'The finding that it raised.' }) findingId: string;
  @TextField({ max: 20, example: 'F-12' }) reference: string;
  @ChoiceField(findingStates, { description: 'Of the finding, today.' }) state: FindingState;
}

/** A finding as it stood when the decision was made. */
export class OpenFindingView {
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @IdField() id: string;
  @TextField({ max: 20, example: 'F-7' }) reference: string;
  @TextField({ max: 300 }) title: string;
  @ChoiceField(severities) severity: Severity;
  @ChoiceField(findingStates) state: FindingState;
  @DayField({ example: '2027-01-31' }) dueOn: string;
  @DayField({
    optional: true,
    description: 'Of an accepted risk; absent where the decision is older than this field, too.',
  })
  acceptedUntil?: string;
}

export class DecisionView {
  @IdField() id: string;
  @IdField() scoreId: string;
  @ChoiceField(outcomes) outcome: Outcome;
  @TextField({ max: 4_000 }) reason: string;
  @NestedListField(() => ConditionView, { max: mostConditions }) conditions: ConditionView[];
  @TextField({
    max: 4_000,
    optional: true,
    description: 'The conditions of a decision from before they were kept one by one.',
  })
  conditionsText?: string;
  @ChoiceField(bands, { description: 'The band that counted.' }) band: Band;
  @FlagField({ description: 'Whether a floor held the model’s band up.' }) floored: boolean;
  @NumberField({ min: 0, max: 100 }) residual: number;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @NestedListField(() => OpenFindingView, {
    max: 10_000,
    optional: true,
    description: 'What was open then. Absent: the decision is older than findings.',
  })
  openFindings?: OpenFindingView[];
  @TextField({ max: 4_000, optional: true }) exceptionReason?: string;
  @DayField({ example: '2027-11-23' }) validUntil: string;
  @TextField({ max: 100, example: 'Noor Haddad' }) decider: string;
  @ShownInstant() decidedAt: string;
}
