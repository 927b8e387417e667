import {
  AnyField,
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  TextField,
} from '../platform/http/index.js';
import { assessmentStates, type AssessmentState } from './assessment.entity.js';

export class NewAssessment {
  @IdField() vendorId: string;

  @IdField({ description: 'One of the vendor’s.' })
  engagementId: string;

  @IdField({ description: 'A published version.' })
  questionnaireVersionId: string;

  @IdField({ description: 'Whom it is sent to; one of the vendor’s.' })
  contactId: string;

  @DayField({ example: '2026-12-18' })
  dueOn: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'We decide on 8 January.',
    description: 'Words of yours to the respondent, in the letter and beside the questions.',
  })
  message?: string;
}

export class NewInvitation {
  @IdField({ description: 'One of the vendor’s contacts.' })
  contactId: string;

  @AnyField({
    optional: true,
    description: 'Keys of the sections it opens. Left out: all, and then the person may submit.',
    example: ['data', 'tools'],
    api: { type: String, isArray: true, maxItems: 50 },
  })
  sections?: unknown;
}

export class NewDueDate {
  @DayField({ example: '2027-01-15' })
  dueOn: string;
}

export class Revocation {
  @TextField({ max: 1_000, lines: true, example: 'Sent for the wrong engagement.' })
  reason: string;
}

export class AssessmentQuery extends ListQuery {
  @ChoiceField(assessmentStates, { optional: true })
  state?: AssessmentState;

  @FlagField({ optional: true, description: 'Only those whose answers are late.' })
  overdue?: boolean;

  @FlagField({ optional: true, description: 'Only those that a rule had drafted.' })
  byRule?: boolean;

  @IdField({ optional: true })
  vendorId?: string;

  @IdField({ optional: true })
  ownerId?: string;
}
