import {
  ChoiceField,
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
import { ShownInstant, ShownTexts } from '../reviewing/shown.js';
import { changeKinds, type ChangeKind } from './compare-cycles.js';

export class ComparedQuery {
  @IdField({ description: 'The earlier assessment.' }) from: string;
  @IdField({ description: 'The later assessment.' }) to: string;
}

export class ComparedCycle {
  @IdField() assessmentId: string;
  @IdField() engagementId: string;
  @TextField({ max: 200, example: 'AI vendor security and data protection' }) questionnaire: string;
  @WholeField({ min: 1, max: 10_000 }) questionnaireNumber: number;
  @ShownInstant() submittedAt: string;
  @ShownInstant({ optional: true }) decidedAt?: string;
  @ChoiceField(bands, { optional: true }) band?: Band;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @NumberField({ min: 0, max: 100, optional: true, example: 49.6 }) residual?: number;
}

export class CycleChangeView {
  @TextField({ max: 80, example: 'supply.pinned' }) key: string;
  @TextField({ max: 1_000 }) text: string;
  @ChoiceField(changeKinds, { example: 'weakened' }) kind: ChangeKind;
  @ShownTexts({
    example: ['Before, it met what is expected; now it does not meet what is expected.'],
  })
  why: readonly string[];
  @FlagField({ description: 'The question reads otherwise than before.' }) reworded: boolean;
  @FlagField({
    description: 'Confirmed without evidence in so many cycles that it should be shown.',
  })
  flagged: boolean;
  @WholeField({ min: 0, max: 1_000, description: 'In how many cycles in a row.' })
  confirmedUnproven: number;
}

export class ComparisonOfCycles {
  @NestedField(() => ComparedCycle) before: ComparedCycle;
  @NestedField(() => ComparedCycle) after: ComparedCycle;
  @ShownTexts({ description: 'What makes the two hard to compare.', example: [] })
  caveats: string[];
  @NestedListField(() => CycleChangeView, {
    max: 2_000,
    description:
      'Weakened first, then new, strengthened, changed otherwise, the same, blank, gone.',
  })
  changes: CycleChangeView[];
}

export class NewTakeover {
  @TextField({ max: 80, example: 'supply', description: 'The section, by its key.' })
  section: string;
  @IdField({ description: 'The submission you looked at: a newer one is not judged unseen.' })
  submissionId: string;
}

export class TakeoverView {
  @WholeField({ min: 1, max: 1_000, description: 'How many judgements were taken over.' })
  taken: number;
}
