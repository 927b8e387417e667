import {
  ChoiceField,
  EmailField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  TextField,
} from '../platform/http/index.js';
import { letterStates, type LetterState } from '../platform/mail/index.js';

export class LetterQuery extends ListQuery {
  @ChoiceField(letterStates, { optional: true })
  state?: LetterState;
}

export class LetterAddress {
  @TextField({ max: 100, example: 'Rui Almeida' }) name: string;
  @EmailField({ example: 'rui@corridor.example' }) email: string;
}

export class LetterSubject {
  @TextField({ max: 50, example: 'assessment' }) kind: string;
  @IdField() id: string;
}

export class LetterLine {
  @IdField() id: string;
  @NestedField(() => LetterAddress) to: LetterAddress;
  @TextField({ max: 500, example: 'Meridian Bank has questions for Corridor Gateway' })
  subject: string;
  @ChoiceField(letterStates, {
    example: 'sent',
    description: '`kept`: no mail server is configured; `failed`: the mail server refused it.',
  })
  state: LetterState;
  @NestedField(() => LetterSubject, { description: 'What the letter is about.' })
  about: LetterSubject;
  @InstantField() createdAt: string;
  @InstantField({ optional: true }) sentAt?: string;
  @TextField({ max: 500, optional: true, description: 'What the mail server said last.' })
  problem?: string;
}

export class LetterView extends LetterLine {
  @TextField({
    max: 100_000,
    optional: true,
    example: 'Hello Rui Almeida, …',
    description:
      'May hold a live link. Absent once the letter was sent: only the respondent has it then.',
  })
  text?: string;
}
