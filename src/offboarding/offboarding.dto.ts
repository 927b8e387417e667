import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
  WordsField,
} from '../platform/http/index.js';
import { offboardingStates, type OffboardingState } from './offboarding.entity.js';
import {
  dataWasChoices,
  outcomes,
  stepCodes,
  type DataWas,
  type Outcome,
  type StepCode,
} from './steps.js';

export class NewOffboarding {
  @IdField({ optional: true, description: 'Who sees to it; the owner of the vendor, unless told.' })
  ownerId?: string;

  @DayField({
    optional: true,
    example: '2026-12-31',
    description: 'By when; as the policy has it, unless told.',
  })
  dueOn?: string;
}

export class OffboardingFacts {
  @IdField({ description: 'Who sees to it.' }) ownerId: string;
  @DayField({ example: '2026-12-31', description: 'By when.' }) dueOn: string;
}

/** What is said of a step. */
export class StepFacts {
  @ChoiceField(outcomes, {
    example: 'done',
    description: '`open` takes back what was said.',
  })
  outcome: Outcome;

  @ChoiceField(dataWasChoices, {
    optional: true,
    description: 'What became of our data; for the step `data` once it is done.',
  })
  dataWas?: DataWas;

  @TextField({
    max: 200,
    optional: true,
    example: 'Rui Okafor, privacy officer',
    description: 'Who at the vendor confirmed it, or signed the certificate.',
  })
  confirmedBy?: string;

  @DayField({
    optional: true,
    example: '2026-11-20',
    description: 'When; the day of the certificate.',
  })
  confirmedOn?: string;

  @TextField({ max: 2_000, lines: true, optional: true }) note?: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'They never held data of ours.',
    description: 'Why it is not needed.',
  })
  reason?: string;

  @WordsField({
    max: 20,
    optional: true,
    description: 'Ids of evidence of this vendor that is attached to the step with it.',
  })
  evidenceIds?: string[];
}

export class OffboardingQuery extends ListQuery {
  @ChoiceField(offboardingStates, { optional: true }) state?: OffboardingState;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) ownerId?: string;
}

/** Evidence as it is attached to a step. */
export class StepEvidence {
  @IdField() id: string;
  @IdField({ description: 'The file in force.' }) revisionId: string;
  @TextField({ max: 64 }) sha256: string;
  @TextField({ max: 30, example: 'certificate' }) kind: string;
}

/** A credential of ours that the vendor held. */
export class StepCredential {
  @IdField() id: string;
  @TextField({ max: 200, example: 'Gateway production key' }) name: string;
  @TextField({ max: 200 }) engagement: string;
  @FlagField() isLive: boolean;
  @InstantField({ optional: true }) endedAt?: string;
  @TextField({ max: 100, optional: true }) endedBy?: string;
  @TextField({ max: 1_000, optional: true }) endedBecause?: string;
}

/** Links that let people at the vendor in, and that are neither revoked nor expired. */
export class StepLinks {
  @WholeField({ min: 0, max: 1_000_000, description: 'To questionnaires.' }) invitations: number;
  @WholeField({ min: 0, max: 1_000_000, description: 'To findings.' }) remediation: number;
  @WholeField({ min: 0, max: 1_000_000, description: 'To incidents.' }) outreach: number;
}

export class OffboardingStepView {
  @ChoiceField(stepCodes) step: StepCode;
  @ChoiceField(outcomes) state: Outcome;
  @TextField({ max: 300, optional: true, description: 'What is to be done, where it is open.' })
  missing?: string;
  @ChoiceField(dataWasChoices, { optional: true }) dataWas?: DataWas;
  @TextField({ max: 200, optional: true }) confirmedBy?: string;
  @DayField({ optional: true }) confirmedOn?: string;
  @TextField({ max: 2_000, optional: true }) note?: string;
  @TextField({ max: 2_000, optional: true }) reason?: string;
  @TextField({ max: 100, optional: true, description: 'Who said so, or did so.' })
  settledBy?: string;
  @InstantField({ optional: true }) settledAt?: string;
  @FlagField({
    optional: true,
    description: 'The vendor itself confirmed it by its link, and that was accepted.',
  })
  isConfirmed?: boolean;
  @NestedListField(() => StepEvidence, { max: 1_000, optional: true }) evidence?: StepEvidence[];
  @NestedListField(() => StepCredential, { max: 10_000, optional: true })
  credentials?: StepCredential[];
  @NestedField(() => StepLinks, { optional: true }) links?: StepLinks;
}

export class OffboardingLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @DayField() dueOn: string;
  @ChoiceField(offboardingStates) state: OffboardingState;
  @FlagField({ description: 'It runs, and should have been done by now.' }) isLate: boolean;
  @WholeField({ min: 0, max: 4, description: 'Steps that are done or not needed.' })
  stepsDone: number;
  @TextField({ max: 100 }) startedBy: string;
  @InstantField() startedAt: string;
  @TextField({ max: 100, optional: true }) endedBy?: string;
  @InstantField({ optional: true }) endedAt?: string;
  @TextField({ max: 500, optional: true }) endedBecause?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class OffboardingView extends OffboardingLine {
  @NestedListField(() => OffboardingStepView, {
    max: 4,
    description: 'As they stand now, or stood when it ended.',
  })
  steps: OffboardingStepView[];
}

export class AccessEnded {
  @WholeField({ min: 0, max: 1_000_000, description: 'How many links were revoked.' })
  revoked: number;
}
