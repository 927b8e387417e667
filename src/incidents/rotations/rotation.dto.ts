import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { credentialKinds, type CredentialKind } from '../../vendors/index.js';
import { rotationStates, type RotationState } from './rotation.entity.js';

export class RotationSignOff {
  @DayField({
    optional: true,
    example: '2026-03-25',
    description: 'When it was renewed: today, unless told.',
  })
  rotatedOn?: string;
  @TextField({
    max: 2_000,
    lines: true,
    optional: true,
    example: 'New key in the vault; the old one is revoked at the gateway.',
  })
  note?: string;
}

export class RotationReason {
  @TextField({ max: 2_000, lines: true, example: 'The vendor showed that it never had 1.82.7.' })
  reason: string;
}

export class RotationOwner {
  @IdField({ description: 'Who renews it.' }) ownerId: string;
}

export class RotationQuery extends ListQuery {
  @ChoiceField(rotationStates, { optional: true }) state?: RotationState;
  @IdField({ optional: true }) vendorId?: string;
}

export class RotationCounts {
  @WholeField({ min: 0, max: 1_000_000 }) open: number;
  @WholeField({ min: 0, max: 1_000_000, description: 'Of those that are open.' }) late: number;
  @WholeField({ min: 0, max: 1_000_000 }) signedOff: number;
  @WholeField({ min: 0, max: 1_000_000 }) notNeeded: number;
}

export class RotationView {
  @IdField() id: string;
  @IdField() incidentId: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: number;
  @IdField() engagementId: string;
  @TextField({ max: 200 }) engagement: string;
  @IdField() credentialId: string;
  @TextField({ max: 200, example: 'Gateway production key' }) credential: string;
  @ChoiceField(credentialKinds) credentialKind: CredentialKind;
  @TextField({ max: 1_000, description: 'What it opens.' }) opens: string;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @InstantField() dueAt: string;
  @ChoiceField(rotationStates) state: RotationState;
  @FlagField({ description: 'Open after it was due, or signed off after that.' }) isLate: boolean;
  @FlagField({
    description: 'Whether the vendor is affected still; one that is not may need no renewal.',
  })
  isAffected: boolean;
  @TextField({ max: 2_000, optional: true }) note?: string;
  @DayField({ optional: true }) rotatedOn?: string;
  @TextField({ max: 100, optional: true }) settledBy?: string;
  @InstantField({ optional: true }) settledAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
