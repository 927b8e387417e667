import {
  ChoiceField,
  FlagField,
  IdField,
  ListQuery,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { bands, type Band } from '../../scoring/index.js';
import { byAPerson, OverriddenView } from '../../vendors/index.js';
import { assessmentStates, type AssessmentState } from '../assessment.entity.js';
import { ShownInstant } from '../reviewing/shown.js';

const many = { min: 0, max: 10_000_000 };

/** How much leans on an auditor or a compliance platform. */
export class RelianceView {
  @WholeField({ ...many, description: 'Audits that it signed or prepared.' }) audits: number;
  @WholeField({ ...many, description: 'Vendors that these are of.' }) vendors: number;
  @WholeField({ ...many, description: 'Judgements of answers that rest on one of them.' })
  answers: number;
  @WholeField({ ...many, description: 'Assessments with such a judgement: their scores lean.' })
  scores: number;
  @WholeField({ ...many, description: 'Answers in which a vendor itself names this auditor.' })
  named: number;
}

export class LeaningAnswer {
  @TextField({ max: 80, example: 'access.mfa' }) key: string;
  @TextField({ max: 1_000 }) text: string;
  @IdField() auditId: string;
  @TextField({ max: 2_000, optional: true, description: 'What it rests on, in words.' })
  restsOn?: string;
  @TextField({ max: 4_000, optional: true, description: 'Why that proves nothing today.' })
  evidenceLowered?: string;
}

export class ScoreToBe {
  @ChoiceField(bands) band: Band;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @NumberField({ min: 0, max: 100 }) residual: number;
  @FlagField({ description: 'Whether it would be another score than the last one.' })
  differs: boolean;
}

export class LeaningLine {
  @IdField() id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @TextField({ max: 200, example: 'Gateway for all prompts' }) engagement: string;
  @ChoiceField(assessmentStates) state: AssessmentState;
  @IdField({ description: 'Its last score.' }) scoreId: string;
  @ChoiceField(bands) band: Band;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @NumberField({ min: 0, max: 100, example: 49.6 }) residual: number;
  @ShownInstant() scoredAt: string;
  @NestedField(() => ScoreToBe, {
    description:
      'What scoring it again would give, were the auditor in doubt; nothing is stored. Of an auditor in doubt: what it ' +
      'would give today.',
  })
  toBe: ScoreToBe;
  @NestedListField(() => LeaningAnswer, { max: 500 }) answers: LeaningAnswer[];
}

/** An answer in which a vendor names an auditor; no judgement of ours rests on it. */
export class MentionLine {
  @IdField({ description: 'The assessment.' }) id: string;
  @IdField() vendorId: string;
  @TextField({ max: 200 }) vendor: string;
  @ChoiceField(assessmentStates) state: AssessmentState;
  @TextField({ max: 80, example: 'audits.held' }) questionKey: string;
  @TextField({ max: 200, description: 'The name as the vendor wrote it.' }) name: string;
}

export class LeaningQuery extends ListQuery {
  @WholeField({ min: 1, max: 50, optional: true, example: 25, description: '25 unless told.' })
  declare size?: number;
}

export class NewRescoring {
  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why; the auditor’s standing unless told.',
  })
  cause?: string;
}

export class RescoringView {
  @IdField() id: string;
  @IdField() auditorId: string;
  @TextField({ max: 1_000, example: 'Northgate Assurance is in doubt.' }) cause: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) askedBy: string;
  @ShownInstant() askedAt: string;
  @WholeField({ ...many, description: 'How many are to be scored again.' }) assessments: number;
  @WholeField(many) done: number;
  @WholeField({ ...many, description: 'How many came to another score.' }) stored: number;
}
