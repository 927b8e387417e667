import {
  ChoiceField,
  ChoicesField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  NestedField,
  NestedListField,
  TextField,
  WholeField,
  WordsField,
} from '../../platform/http/index.js';
import {
  standings,
  statementStatuses,
  type StandingWord,
  type StatementStatus,
} from '../exposure/facts.js';
import { OutreachAnswerFacts } from './answer.dto.js';

const many = { min: 0, max: 1_000_000 } as const;

export class ChosenVendors {
  @ChoicesField(standings, {
    optional: true,
    example: ['affected', 'stale', 'never_asked'],
    description: 'Groups of vendors, by where they stand now.',
  })
  standings?: StandingWord[];

  @WordsField({ max: 200, optional: true, description: 'Ids of single vendors in use.' })
  vendorIds?: string[];
}

export class NewOutreach extends ChosenVendors {
  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'We pause prompts through the gateway until we hear from you.',
    description: 'Stands in the letter.',
  })
  message?: string;
}

export class PreviewQuery extends ListQuery {
  @ChoicesField(standings, { optional: true }) standings?: StandingWord[];
  @WordsField({ max: 200, optional: true }) vendorIds?: string[];
}

export const reaches = ['written_to', 'no_contact', 'asked_already'] as const;
export type Reach = (typeof reaches)[number];

export class PreviewLine {
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: number;
  @ChoiceField(standings) standing: StandingWord;
  @ChoiceField(reaches, {
    description: '`no_contact`: nobody to write to; `asked_already`: its answer is awaited.',
  })
  reach: Reach;
  @TextField({ max: 100, optional: true }) name?: string;
  @TextField({ max: 254, optional: true }) email?: string;
  @TextField({ max: 300, optional: true, description: 'What to do where nobody is written to.' })
  advice?: string;
  @WholeField({ min: 1, max: 720, description: 'Hours it has to answer.' }) hours: number;
}

export class OutreachPreview {
  @WholeField(many) writtenTo: number;
  @WholeField(many) noContact: number;
  @WholeField(many) askedAlready: number;
  @NestedListField(() => PreviewLine, { max: 200, description: 'By the vendor’s name.' })
  lines: PreviewLine[];
  @TextField({ max: 500, optional: true, description: 'Where the next lines begin.' })
  next?: string;
}

export class OutreachView {
  @IdField() id: string;
  @WholeField({ min: 1, max: 10_000 }) round: number;
  @ChoicesField(standings) standings: StandingWord[];
  @TextField({ max: 2_000, optional: true }) message?: string;
  @WholeField(many) vendors: number;
  @TextField({ max: 100, example: 'Ada Moreau' }) sentBy: string;
  @InstantField() createdAt: string;
  @InstantField({ optional: true, description: 'When all letters were written.' })
  doneAt?: string;
}

export const requestStates = [
  'waiting',
  'sent',
  'opened',
  'answered',
  'undeliverable',
  'revoked',
] as const;
export type RequestState = (typeof requestStates)[number];

export class BoardQuery extends ListQuery {
  @ChoiceField(requestStates, { optional: true }) state?: RequestState;
  @FlagField({ optional: true, description: 'Only what is late.' }) late?: boolean;
  @IdField({ optional: true }) vendorId?: string;
}

/** One vendor on the status board. */
export class OutreachRequestView {
  @IdField() id: string;
  @IdField() incidentId: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: number;
  @WholeField({ min: 1, max: 10_000 }) round: number;
  @ChoiceField(requestStates) state: RequestState;
  @FlagField({ description: 'Answered after it was due, or due and not answered.' })
  isLate: boolean;
  @WholeField({ ...many, description: 'Whole hours after it was due; 0 in time.' })
  hoursLate: number;
  @IdField({ optional: true }) contactId?: string;
  @TextField({ max: 100, optional: true }) name?: string;
  @TextField({ max: 254, optional: true }) email?: string;
  @InstantField({ optional: true }) sentAt?: string;
  @InstantField({ optional: true }) dueAt?: string;
  @InstantField({ optional: true }) openedAt?: string;
  @InstantField({ optional: true }) answeredAt?: string;
  @InstantField({ optional: true }) remindedAt?: string;
  @InstantField({
    optional: true,
    description: 'When the link was ended, be it before or after it answered.',
  })
  revokedAt?: string;
  @TextField({ max: 300, optional: true, description: 'Why no letter arrived, and what to do.' })
  problem?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class OutreachCounts {
  @WholeField({ ...many, description: 'Vendors asked, each in its last round.' }) asked: number;
  @WholeField({ ...many, description: 'Letters still being written.' }) waiting: number;
  @WholeField({ ...many, description: 'Written to, not opened yet.' }) sent: number;
  @WholeField({ ...many, description: 'Opened, not answered yet.' }) opened: number;
  @WholeField(many) answered: number;
  @WholeField({ ...many, description: 'Of these, answered or unanswered after due.' }) late: number;
  @WholeField({ ...many, description: 'Nobody to write to, or the letter failed.' })
  undeliverable: number;
  @WholeField(many) revoked: number;
}

export class OutreachResend {
  @IdField({
    optional: true,
    description: 'Another contact of the vendor; the same one unless told.',
  })
  contactId?: string;
}

export class OutreachExtension {
  @InstantField({
    example: '2026-03-28T12:00:00.000Z',
    description: 'When the answer is due from now on; later than now.',
  })
  dueAt: string;
}

export class OutreachAnswerView {
  @IdField() id: string;
  @WholeField({ min: 1, max: 1_000, description: 'Counts the answers to one request.' })
  number: number;
  @NestedField(() => OutreachAnswerFacts) answers: OutreachAnswerFacts;
  @ChoiceField(statementStatuses, { description: 'What it comes to.' }) status: StatementStatus;
  @FlagField() isLate: boolean;
  @TextField({ max: 100, example: 'Rui Okafor' }) answeredBy: string;
  @InstantField() answeredAt: string;
}

/** What the holder of a link sees. */
export class AskedView {
  @TextField({ max: 20, example: 'I-1' }) reference: string;
  @TextField({ max: 300, example: 'Poisoned releases of litellm' }) title: string;
  @TextField({ max: 8_000, optional: true }) summary?: string;
  @TextField({ max: 200 }) vendor: string;
  @WordsField({ max: 200, description: 'What it is about.' }) packages: string[];
  @TextField({ max: 10, optional: true }) windowFrom?: string;
  @TextField({ max: 10, optional: true }) windowTo?: string;
  @TextField({ max: 2_000, optional: true }) message?: string;
  @InstantField() dueAt: string;
  @FlagField({ description: 'Nothing is needed any more.' }) isClosed: boolean;
  @NestedListField(() => OutreachAnswerView, { max: 100, description: 'Newest first.' })
  answers: OutreachAnswerView[];
}

export class AnswerReceipt {
  @IdField() id: string;
  @WholeField({ min: 1, max: 1_000 }) number: number;
  @InstantField() answeredAt: string;
}
