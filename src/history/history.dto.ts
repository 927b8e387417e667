import {
  AnyField,
  ChoiceField,
  DayField,
  IdField,
  ListQuery,
  NestedField,
  NumberField,
  TextField,
} from '../platform/http/index.js';
import { bands, type Band } from '../scoring/index.js';
import { byAPerson, OverriddenView } from '../vendors/index.js';
import { historyKinds, type HistoryKind } from './kinds.js';

export class HistoryQuery extends ListQuery {
  @ChoiceField(historyKinds, { optional: true, description: 'Only what is of this kind.' })
  kind?: HistoryKind;
}

/** One thing that happened to a vendor. */
export class VendorEvent {
  @TextField({ max: 36, example: '10-0197a1b2c3d47e8f9a0b1c2d3e4f5a6b' }) id: string;
  @TextField({ max: 40, example: '2026-11-23T09:00:00.000Z' }) at: string;
  @ChoiceField(historyKinds) kind: HistoryKind;
  @TextField({ max: 40, example: 'scored', description: 'What happened, as a word for programs.' })
  what: string;
  @TextField({ max: 4_500, example: 'Residual risk 49.6, moderate: the first score' })
  says: string;
  @TextField({ max: 40, example: 'assessment' }) subjectKind: string;
  @IdField() subjectId: string;
  @TextField({ max: 100, optional: true, example: 'Ada Moreau' }) by?: string;
  @TextField({ max: 200, optional: true, example: 'Gateway for all prompts' }) engagement?: string;
  @TextField({ max: 4_000, optional: true, description: 'The reason given, in somebody’s words.' })
  note?: string;
  @ChoiceField(bands, { optional: true }) band?: Band;
  @NestedField(() => OverriddenView, byAPerson) overridden?: OverriddenView;
  @NumberField({ min: 0, max: 100, optional: true }) residual?: number;
  @ChoiceField(bands, { optional: true, description: 'Of the score before.' }) bandBefore?: Band;
  @NumberField({ min: 0, max: 100, optional: true, description: 'Of the score before.' })
  residualBefore?: number;
  @DayField({ optional: true, description: 'Until when, or for when.' }) day?: string;
  @AnyField({
    optional: true,
    api: { type: String, isArray: true, maxItems: 3 },
    description: 'Of a score: the first reasons why it moved.',
    example: ['Floor F3 no longer applies: overall assurance is too low for the tier.'],
  })
  changes?: string[];
}
