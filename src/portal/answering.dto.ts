import {
  carriedStates,
  ConfirmationView,
  FrozenFileView,
  partsOfAnswer,
  RemarkView,
  type CarriedState,
  type PartOfAnswer,
  type WhyOpen,
} from '../assessments/index.js';
import {
  AnyField,
  ChoiceField,
  ChoicesField,
  DayField,
  EmailField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { QUESTION_KINDS, type AnswerValue, type QuestionKind } from '../questionnaires/index.js';

const valueNote =
  'By the kind of question: text for yes_no, single, text and date; a number; a list of choices for multiple; a list of rows for tools, stores and audits.';
const valueSchema = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'object' }] } },
  ],
};

/** What is said to one question. Send a value, or why it does not apply, or neither to clear the answer. */
export class AnswerFacts {
  @AnyField({
    optional: true,
    description: `${valueNote} null clears it.`,
    example: 'yes',
    api: { type: undefined, ...valueSchema, nullable: true },
  })
  value?: unknown;

  @AnyField({
    optional: true,
    description: 'Why the question does not apply: up to 1,000 characters, where that is allowed.',
    example: 'We load no model files ourselves.',
    api: { type: String, nullable: true, maxLength: 1_000 },
  })
  notApplicableReason?: unknown;

  @AnyField({
    optional: true,
    description: 'Up to 2,000 characters.',
    example: 'Since March; before that by hand.',
    api: { type: String, nullable: true, maxLength: 2_000 },
  })
  comment?: unknown;
}

export class SavedView {
  @WholeField({ min: 0, max: 1_000_000, example: 1 }) version: number;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' })
  savedAt: string;
}

class ChoiceView {
  @TextField({ max: 100, example: 'yes' }) value: string;
  @TextField({ max: 300, example: 'Yes' }) label: string;
}

class GivenView {
  @AnyField({ optional: true, description: valueNote, api: { type: undefined, ...valueSchema } })
  value?: AnswerValue;
  @TextField({ max: 1_000, optional: true }) notApplicableReason?: string;
  @TextField({ max: 2_000, optional: true }) comment?: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) answeredBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) answeredAt: string;
  @TextField({
    max: 30,
    optional: true,
    example: '2026-11-23T09:00:00.000Z',
    description: 'When the answer of the last cycle was confirmed; absent: given in this one.',
  })
  confirmedAt?: string;
}

class LastCycleFileView {
  @IdField() id: string;
  @TextField({ max: 200, example: 'Penetration test 2026' }) title: string;
  @ChoiceField(['valid', 'expired', 'withdrawn'], {
    description: 'Attached again with your answer while it is valid.',
  })
  standing: 'valid' | 'expired' | 'withdrawn';
  @DayField({ optional: true, description: 'Since when it does not count.' }) since?: string;
}

class LastCycleView {
  @ChoiceField(carriedStates, {
    description:
      'same: may be confirmed; reworded: asked in other words now; unfit: no longer a possible answer. The last two are asked afresh.',
  })
  state: CarriedState;
  @FlagField({ description: 'Nobody has confirmed or changed it yet: it does not count.' })
  toConfirm: boolean;
  @TextField({ max: 1_000, optional: true, description: 'As it was asked then, where reworded.' })
  question?: string;
  @AnyField({ optional: true, description: valueNote, api: { type: undefined, ...valueSchema } })
  value?: AnswerValue;
  @AnyField({ api: { type: String, isArray: true }, description: 'In words.', example: ['Yes'] })
  lines: string[];
  @TextField({ max: 1_000, optional: true }) notApplicableReason?: string;
  @TextField({ max: 2_000, optional: true }) comment?: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) givenBy: string;
  @TextField({ max: 30, example: '2026-03-03T09:00:00.000Z' }) givenAt: string;
  @NestedListField(() => LastCycleFileView, { max: 1_000 }) files: LastCycleFileView[];
}

export class Confirming {
  @AnyField({
    description: 'Keys of questions whose answers of the last cycle are still true.',
    example: ['tools.vetting'],
    api: { type: String, isArray: true, maxItems: 1_000 },
  })
  questionKeys: unknown;
}

export class ConfirmedView {
  @WholeField({ min: 0, max: 1_000, description: 'How many were confirmed by this.' })
  confirmed: number;
}

class CycleView {
  @WholeField({ min: 0, max: 1_000 }) confirmed: number;
  @WholeField({ min: 0, max: 1_000 }) changed: number;
  @WholeField({ min: 0, max: 1_000 }) toConfirm: number;
  @WholeField({ min: 0, max: 1_000 }) reworded: number;
}

export class ReplyFacts {
  @AnyField({
    optional: true,
    description: 'Up to 2,000 characters. null, or left out, takes it back.',
    example: 'The report is due in March; we attach the letter of the auditor.',
    api: { type: String, nullable: true, maxLength: 2_000 },
  })
  reply?: unknown;
}

class ThreadView extends RemarkView {
  @FlagField({ description: 'False for a reply that goes with the next submission.' })
  submitted: boolean;
}

export class AgainView {
  @ChoiceField(['chosen', 'appeared'], {
    optional: true,
    description: 'Asked again, or come up by a new answer. Absent: it stays as it was submitted.',
  })
  why?: WhyOpen;
  @AnyField({
    api: { type: String, isArray: true },
    example: [],
    description: 'The questions by whose answers it came up.',
  })
  because: string[];
  @ChoicesField(partsOfAnswer, { description: 'In what it differs from what was submitted last.' })
  changed: PartOfAnswer[];
  @NestedListField(() => ThreadView, { max: 1_000 }) remarks: ThreadView[];
}

class QuestionView {
  @TextField({ max: 80, example: 'tools.vetting' }) key: string;
  @TextField({ max: 1_000 }) text: string;
  @ChoiceField(QUESTION_KINDS) kind: QuestionKind;
  @NestedListField(() => ChoiceView, { max: 100, optional: true }) choices?: ChoiceView[];
  @TextField({ max: 50, optional: true, example: 'days' }) unit?: string;
  @TextField({ max: 2_000, optional: true }) guidance?: string;
  @TextField({ max: 1_000, optional: true }) evidenceWanted?: string;
  @FlagField() allowNotApplicable: boolean;
  @WholeField({ min: 0, max: 1_000_000, description: 'For If-Match; 0 while nothing was saved.' })
  version: number;
  @FlagField({ description: 'Whether its answer may change.' }) open: boolean;
  @NestedField(() => AgainView, {
    optional: true,
    description: 'While chosen questions are to be answered again.',
  })
  again?: AgainView;
  @NestedField(() => GivenView, { optional: true }) answer?: GivenView;
  @NestedField(() => LastCycleView, {
    optional: true,
    description: 'What you said in the last cycle.',
  })
  lastCycle?: LastCycleView;
}

class SectionView {
  @TextField({ max: 80, example: 'tools' }) key: string;
  @TextField({ max: 300 }) title: string;
  @TextField({ max: 2_000 }) intro: string;
  @WholeField({ min: 0, max: 1_000 }) answered: number;
  @WholeField({ min: 0, max: 1_000 }) asked: number;
  @WholeField({ min: 0, max: 1_000, description: 'Answers of the last cycle to confirm.' })
  toConfirm: number;
  @NestedListField(() => QuestionView, { max: 1_000 }) questions: QuestionView[];
}

class SheetRoundView {
  @WholeField({ min: 1, max: 1_000, description: 'Counts how often questions came back.' })
  number: number;
  @TextField({ max: 2_000, optional: true }) message?: string;
  @AnyField({
    api: { type: String, isArray: true },
    example: [],
    description: 'Keys of questions that came back and that other answers hide now.',
  })
  hidden: string[];
}

export class SheetView {
  @TextField({ max: 300 }) title: string;
  @TextField({ max: 2_000 }) purpose: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @TextField({ max: 30, example: 'in_progress' }) state: string;
  @FlagField({ description: 'Whether answers may still change.' }) open: boolean;
  @FlagField({ description: 'Whether this link may submit: not one for some sections only.' })
  maySubmit: boolean;
  @NestedField(() => SheetRoundView, {
    optional: true,
    description: 'While only chosen questions are to be answered again.',
  })
  round?: SheetRoundView;
  @DayField() dueOn: string;
  @WholeField({ min: 0, max: 100_000 }) daysLate: number;
  @WholeField({ min: 0, max: 1_000 }) answered: number;
  @WholeField({ min: 0, max: 1_000 }) asked: number;
  @NestedField(() => CycleView, {
    optional: true,
    description: 'How far the answers of the last cycle are gone through.',
  })
  cycle?: CycleView;
  @NestedListField(() => SectionView, { max: 100 }) sections: SectionView[];
}

export class DelegationView {
  @IdField() id: string;
  @TextField({ max: 100 }) name: string;
  @EmailField() email: string;
  @AnyField({ api: { type: String, isArray: true }, example: ['tools'] }) sections: string[];
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) askedAt: string;
  @TextField({ max: 30, example: '2027-02-20T23:59:59.999Z' }) expiresAt: string;
  @TextField({ max: 30, optional: true }) openedAt?: string;
}

class SubmittedAnswerView extends GivenView {
  @TextField({ max: 80, example: 'tools.vetting' }) questionKey: string;
  @NestedListField(() => FrozenFileView, { max: 1_000, optional: true })
  attached?: FrozenFileView[];
  @NestedField(() => ConfirmationView, { optional: true }) confirmed?: ConfirmationView;
}

export class ReceiptView {
  @IdField() submissionId: string;
  @WholeField({ min: 1, max: 1_000, description: 'Counts the submissions of the assessment.' })
  number: number;
  @TextField({ max: 9, example: '7F3K-92QD' }) receipt: string;
  @TextField({ max: 64, description: 'SHA-256 of all answers as they were frozen.' })
  sha256: string;
  @TextField({ max: 100 }) submittedBy: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) submittedAt: string;
  @WholeField({ min: 0, max: 100_000 }) daysLate: number;
  @NestedListField(() => SubmittedAnswerView, { max: 1_000 }) answers: SubmittedAnswerView[];
  @AnyField({
    optional: true,
    api: { type: String, isArray: true },
    example: ['tools.vetting'],
    description: 'Keys of the questions that were asked again and left as they were.',
  })
  untouched?: string[];
}
