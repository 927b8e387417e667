import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  NestedListField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { dataWasChoices, type DataWas } from '../steps.js';

export class NewOffboardingRequest {
  @IdField({ description: 'Whom it is sent to: a contact of the vendor.' }) contactId: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'Our contract asks for a certificate within 30 days.',
    description: 'Stands in the letter.',
  })
  message?: string;
}

export const askedStandings = ['sent', 'opened', 'answered', 'expired', 'revoked'] as const;
export type AskedStanding = (typeof askedStandings)[number];

export class OffboardingRequestView {
  @IdField() id: string;
  @TextField({ max: 100, example: 'Rui Okafor' }) name: string;
  @TextField({ max: 254, example: 'rui@corridor.example' }) email: string;
  @ChoiceField(askedStandings) standing: AskedStanding;
  @FlagField({ description: 'Its link still works.' }) isLive: boolean;
  @TextField({ max: 100, example: 'Ada Moreau' }) asker: string;
  @InstantField() sentAt: string;
  @InstantField() expiresAt: string;
  @InstantField({ optional: true }) openedAt?: string;
  @InstantField({ optional: true, description: 'When they were last reminded.' })
  remindedAt?: string;
}

/** What a vendor confirms of our data. */
export class ConfirmationFacts {
  @ChoiceField(dataWasChoices, { description: 'What became of the data.' }) dataWas: DataWas;

  @DayField({ example: '2026-11-20', description: 'The day on which that was done.' })
  doneOn: string;

  @TextField({
    max: 2_000,
    lines: true,
    example: 'Deleted from production and replicas; the keys of the volume are destroyed.',
    description: 'How.',
  })
  method: string;

  @DayField({
    optional: true,
    example: '2026-12-20',
    description: 'By when the last backup that has any of it is gone.',
  })
  backupsUntil?: string;

  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'Invoices, for ten years, as the law asks.',
    description: 'What stays with the vendor, why, and until when.',
  })
  remains?: string;

  @TextField({
    max: 200,
    example: 'Rui Okafor, privacy officer',
    description: 'Who confirms it: name and position.',
  })
  confirmedBy: string;
}

export class ConfirmationView extends ConfirmationFacts {
  @IdField() id: string;
  @WholeField({ min: 1, max: 10_000 }) number: number;
  @TextField({ max: 100, example: 'Rui Okafor', description: 'Whose link it came by.' })
  answeredBy: string;
  @InstantField() answeredAt: string;
  @TextField({ max: 100, optional: true }) acceptedBy?: string;
  @InstantField({ optional: true }) acceptedAt?: string;
  @TextField({ max: 100, optional: true }) returnedBy?: string;
  @InstantField({ optional: true }) returnedAt?: string;
  @TextField({ max: 2_000, optional: true, description: 'What is still wanted.' })
  returnedBecause?: string;
}

export class ConfirmationReturn {
  @TextField({
    max: 2_000,
    lines: true,
    example: 'Please say what happens to your backups.',
    description: 'What is still wanted; the vendor reads it in a letter with a new link.',
  })
  because: string;
}

export const proofKinds = ['certificate', 'other'] as const;
export type ProofKind = (typeof proofKinds)[number];

export class DeletionProof {
  @ChoiceField(proofKinds, {
    optional: true,
    description: 'A certificate of deletion, unless told.',
    example: 'certificate',
  })
  kind?: ProofKind;
}

export class GivenProof {
  @IdField() id: string;
  @TextField({ max: 300 }) title: string;
  @TextField({ max: 300, example: 'certificate.pdf' }) name: string;
  @TextField({ max: 64 }) sha256: string;
  @InstantField() givenAt: string;
}

/** What a vendor is asked, and what it said and gave so far. */
export class LeavingView {
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @DayField({ description: 'By when an answer is asked for.' }) dueOn: string;
  @TextField({ max: 2_000, optional: true }) message?: string;
  @FlagField({ description: 'What was confirmed is accepted: nothing more is to be said.' })
  isAccepted: boolean;
  @NestedListField(() => ConfirmationView, { max: 1_000, description: 'Newest first.' })
  confirmations: ConfirmationView[];
  @NestedListField(() => GivenProof, { max: 1_000 }) files: GivenProof[];
}
