import {
  AnyField,
  ChoiceField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  NumberField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { QUESTION_KINDS, type AnswerValue, type QuestionKind } from '../../questionnaires/index.js';
import { weights, type Weight } from '../../scoring/index.js';
import { ReviewView } from './review.dto.js';
import { ShownInstant, ShownTexts } from './shown.js';

export class ComparisonView {
  @NumberField({ min: 0, max: 1, description: '1 meets, 0.5 in part, 0 does not.', example: 0.5 })
  compliance: number;
  @TextField({ max: 1_000, example: '72 hours stated; 24 hours or less is expected.' })
  reason: string;
}

export class PointsView {
  @NumberField({ min: 0, max: 20, description: 'Weight; 0 once it left the sum.' }) w: number;
  @NumberField({ min: 0, max: 1, description: 'Compliance.' }) c: number;
  @NumberField({ min: 0, max: 1, description: 'Evidence.' }) e: number;
  @NumberField({ min: 0, max: 20 }) wc: number;
  @NumberField({ min: 0, max: 20 }) wce: number;
  @NumberField({ min: 0, max: 100, description: 'Points of 100 that its domain loses here.' })
  lost: number;
  @TextField({ max: 4_000, example: 'The answer meets what is expected, on the vendor’s word.' })
  why: string;
}

/** A file attached to an answer, as it was submitted. */
export class FrozenFileView {
  @IdField() evidenceId: string;
  @TextField({ max: 255, example: 'pentest.pdf' }) name: string;
  @TextField({ max: 64, description: 'SHA-256 of the file.' }) sha256: string;
  @WholeField({ min: 1, max: 2_147_483_647 }) bytes: number;
}

/** That an answer of an earlier cycle was said to be still true. */
export class ConfirmationView {
  @TextField({ max: 100, example: 'Rui Okafor' }) by: string;
  @ShownInstant() at: string;
  @TextField({ max: 100, example: 'Bea Lindqvist', description: 'Who gave it first.' })
  givenBy: string;
  @ShownInstant() givenAt: string;
  @WholeField({ min: 1, max: 1_000, description: 'Cycles in a row, this one included.' })
  times: number;
  @WholeField({ min: 0, max: 1_000, description: 'Of these the last ones without evidence.' })
  unproven: number;
}

export class SubmittedAnswerView {
  @TextField({ max: 80, example: 'supply.pinned' }) key: string;
  @TextField({ max: 1_000 }) text: string;
  @ChoiceField(QUESTION_KINDS) kind: QuestionKind;
  @ChoiceField(Object.keys(weights)) weight: Weight;
  @TextField({ max: 80, example: 'supply' }) domain: string;
  @TextField({ max: 200, example: 'Build supply chain' }) domainLabel: string;
  @FlagField() knockOut: boolean;
  @TextField({ max: 4_000, optional: true }) guidance?: string;
  @TextField({ max: 4_000, optional: true }) evidenceWanted?: string;
  @ShownTexts({ example: ['CSF2:GV.SC-05'] }) controls: readonly string[];
  @TextField({ max: 4_000 }) expected: string;

  @FlagField({ description: 'Whether there is an answer; “not applicable” is one.' })
  answered: boolean;

  @AnyField({
    optional: true,
    description: 'Text, a number, a list of choices, or rows.',
    example: 'yes',
    api: {},
  })
  value?: AnswerValue;

  @ShownTexts({ description: 'The answer in words; empty when left blank.', example: ['Yes'] })
  lines: string[];

  @TextField({ max: 4_000, optional: true }) comment?: string;
  @TextField({ max: 4_000, optional: true }) notApplicableReason?: string;
  @TextField({ max: 100, optional: true, example: 'Rui Okafor' }) answeredBy?: string;
  @ShownInstant({ optional: true }) answeredAt?: string;
  @NestedField(() => ConfirmationView, { optional: true, description: 'Of the last cycle.' })
  confirmed?: ConfirmationView;
  @NestedListField(() => FrozenFileView, {
    max: 1_000,
    optional: true,
    description: 'Files attached when it was submitted.',
  })
  attached?: FrozenFileView[];

  @NestedField(() => ComparisonView, { description: 'Answer and expectation, compared by rule.' })
  comparison: ComparisonView;

  @NestedField(() => ReviewView, { optional: true }) review?: ReviewView;

  @TextField({
    max: 2_000,
    optional: true,
    example: 'SOC 2 Type II by Northgate Assurance, to 30 Sep 2026',
    description: 'What it rests on today, in words.',
  })
  restsOn?: string;

  @TextField({
    max: 4_000,
    optional: true,
    example: 'Northgate Assurance has been in doubt since 23 Nov 2026',
    description: 'Why that proves nothing today.',
  })
  evidenceLowered?: string;

  @FlagField({ description: 'It was judged, but the vendor has changed the answer since.' })
  reviewOutdated: boolean;

  @FlagField({
    description:
      'The last submission answered it otherwise than the one before, or replied to a remark, and nobody has judged it since.',
  })
  answeredAnew: boolean;

  @NestedField(() => PointsView, { optional: true, description: 'Its line in the last score.' })
  points?: PointsView;
}

export class SubmittedSectionView {
  @TextField({ max: 80, example: 'supply' }) key: string;
  @TextField({ max: 200, example: 'Build supply chain' }) title: string;
  @NestedListField(() => SubmittedAnswerView, { max: 500 }) questions: SubmittedAnswerView[];
}
