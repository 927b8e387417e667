import {
  AnyField,
  ChoiceField,
  ChoicesField,
  DayField,
  FlagField,
  IdField,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import type { AnswerValue } from '../../questionnaires/index.js';
import { FrozenFileView } from '../reviewing/submitted-answer.dto.js';
import { ShownInstant, ShownTexts } from '../reviewing/shown.js';
import { partsOfAnswer, type PartOfAnswer } from './difference.js';

export const longestRemark = 4_000;

const remark = {
  max: longestRemark,
  lines: true,
  example: 'Please name the auditor and the period of the report.',
};
const key = { max: 80, example: 'supply.pinned' };

export class QuestionToChange {
  @TextField(key) questionKey: string;

  @TextField({
    ...remark,
    optional: true,
    description:
      'What is missing, for the vendor to read. Left out: the one it was marked with, or the comment to the vendor.',
  })
  remark?: string;
}

export class ChangeRequest {
  @NestedListField(() => QuestionToChange, {
    max: 1_000,
    optional: true,
    description: 'The questions to be answered again. Left out: those marked to go back.',
  })
  questions?: QuestionToChange[];

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'Thank you for the answers so far.',
    description: 'Words of yours above the questions, in the letter and on the page.',
  })
  message?: string;

  @DayField({
    optional: true,
    example: '2026-12-31',
    description: 'Until when. Left out: the due date of the assessment stays.',
  })
  dueOn?: string;
}

export class SendBackFacts {
  @TextField({
    ...remark,
    optional: true,
    description: 'Left out: the comment to the vendor beside the judgement stands for it.',
  })
  remark?: string;
}

export class SendBackView {
  @TextField(key) questionKey: string;
  @TextField({ max: 1_000 }) text: string;
  @TextField({
    ...remark,
    optional: true,
    description: 'As it would be sent; absent: missing yet.',
  })
  remark?: string;
  @FlagField({ description: 'Whether that is the comment beside the judgement.' })
  fromComment: boolean;
  @TextField({ max: 100, example: 'Ada Moreau' }) markedBy: string;
  @ShownInstant() markedAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class AskedView {
  @TextField(key) questionKey: string;
  @TextField({ ...remark, description: 'What we said is missing.' }) remark: string;
  @TextField({ max: 100, example: 'Ada Moreau', description: 'Whose remark it is.' })
  remarkedBy: string;
}

export class RoundView {
  @IdField() id: string;
  @WholeField({ min: 1, max: 1_000, description: 'Counts the rounds of the assessment.' })
  number: number;
  @TextField({ max: 2_000, optional: true }) message?: string;
  @DayField({ example: '2026-12-31' }) dueOn: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) askedBy: string;
  @ShownInstant() askedAt: string;
  @ShownInstant({ optional: true, description: 'When the vendor submitted again.' })
  closedAt?: string;
  @IdField({ optional: true, description: 'The submission that closed it.' })
  submissionId?: string;
  @ShownTexts({ description: 'Keys of the questions.', example: ['supply.pinned'] })
  questions: string[];
  @NestedListField(() => AskedView, { max: 1_000, description: 'The same, with our remarks.' })
  remarks: AskedView[];
  @ShownTexts({
    optional: true,
    description: 'Of those, once it is closed: the ones that were left as they were.',
    example: [],
  })
  untouched?: string[];
}

export const remarkKinds = ['remark', 'reply'] as const;
export type RemarkKind = (typeof remarkKinds)[number];

/** One entry of the thread of a question. */
export class RemarkView {
  @ChoiceField(remarkKinds, { description: 'A remark of ours, or the respondent’s reply.' })
  kind: RemarkKind;
  @WholeField({ min: 1, max: 1_000 }) round: number;
  @TextField({ ...remark }) text: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) by: string;
  @ShownInstant() at: string;
}

export class SaidView {
  @AnyField({ optional: true, description: 'Text, a number, a list of choices, or rows.', api: {} })
  value?: AnswerValue;
  @ShownTexts({ description: 'The answer in words; empty when left blank.', example: ['Yes'] })
  lines: string[];
  @TextField({ max: 1_000, optional: true }) notApplicableReason?: string;
  @TextField({ max: 2_000, optional: true }) comment?: string;
  @NestedListField(() => FrozenFileView, { max: 1_000, optional: true })
  attached?: FrozenFileView[];
  @TextField({ max: 100, example: 'Rui Okafor' }) answeredBy: string;
  @ShownInstant() answeredAt: string;
}

/** An answer as one or several submissions in a row have it. */
export class RevisionView {
  @WholeField({ min: 1, max: 1_000 }) number: number;
  @NestedField(() => SaidView, { optional: true, description: 'Absent: left blank, or not asked.' })
  answer?: SaidView;
  @FlagField({ description: 'Whether the question was asked, given the other answers.' })
  asked: boolean;
  @ChoicesField(partsOfAnswer, { description: 'What differs from the revision before.' })
  changed: PartOfAnswer[];
  @WholeField({ min: 1, max: 1_000, description: 'The submission that brought it.' })
  submission: number;
  @WholeField({ min: 1, max: 1_000, description: 'The last submission that still had it so.' })
  until: number;
  @ShownInstant() submittedAt: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) submittedBy: string;
}
