import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { credentialKinds, type CredentialKind } from './credential.entity.js';

class CredentialWords {
  @ChoiceField(credentialKinds, { example: 'api_key' })
  kind: CredentialKind;

  @TextField({
    max: 200,
    example: 'Gateway production key',
    description: 'What it is called. Never the secret itself: what looks like one is refused.',
  })
  name: string;

  @TextField({
    max: 1_000,
    lines: true,
    example: 'Sends prompts of the support desk to the gateway.',
    description: 'What somebody who has it can reach.',
  })
  opens: string;

  @DayField({ optional: true, example: '2026-01-15' })
  issuedOn?: string;
}

export class CredentialFacts extends CredentialWords {
  @IdField({ optional: true, description: 'Who here renews it; you, unless told.' })
  ownerId?: string;
}

export class CredentialRotation {
  @DayField({ optional: true, example: '2026-03-25', description: 'Today, unless told.' })
  rotatedOn?: string;
}

export class CredentialEnding {
  @TextField({ max: 1_000, lines: true, example: 'Revoked at the gateway; nothing uses it.' })
  reason: string;
}

export class CredentialView extends CredentialWords {
  @IdField() id: string;
  @IdField() engagementId: string;
  @IdField() vendorId: string;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @DayField({ optional: true, description: 'When it was renewed last.' }) rotatedOn?: string;
  @FlagField({ description: 'Whether it still opens something.' }) isLive: boolean;
  @TextField({ max: 40, optional: true, example: '2026-03-27T12:00:00.000Z' }) endedAt?: string;
  @TextField({ max: 1_000, optional: true }) endedBecause?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
