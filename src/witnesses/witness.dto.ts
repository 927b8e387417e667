import {
  ChoiceField,
  EmailField,
  FlagField,
  IdField,
  InstantField,
  NestedField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { rhythms, ways, type Rhythm, type Way } from './witness.entity.js';

const rhythmField = {
  example: 'each',
  description:
    '`each` checkpoint that is signed (each day, and before each report and dossier), or the newest one once a day: `daily`.',
};

export class WitnessFacts {
  @TextField({ max: 100, example: 'Ines Duarte, external auditor' })
  name: string;

  @EmailField({ example: 'ines@auditors.example' })
  email: string;

  @ChoiceField(rhythms, rhythmField)
  rhythm: Rhythm;

  @FlagField({
    optional: true,
    example: false,
    description: 'Whether nothing is sent for now. Left out: as it is.',
  })
  paused?: boolean;
}

export const tellingStates = ['waiting', 'arrived', 'kept', 'failed', 'unknown'] as const;
export type TellingState = (typeof tellingStates)[number];

const stateField = {
  example: 'arrived',
  description:
    '`arrived`: the mail server took the letter, or the webhook answered 2xx. `kept`: no mail server is configured, the letter lies in the Outbox. `unknown`: what became of it is no longer stored.',
};

export class TellingView {
  @IdField() id: string;
  @WholeField({
    min: 0,
    max: 2_147_483_647,
    example: 412,
    description: 'The number of entries the checkpoint covers.',
  })
  size: number;
  @ChoiceField(tellingStates, stateField) state: TellingState;
  @TextField({ max: 500, optional: true, description: 'What went wrong last.' }) problem?: string;
  @InstantField() toldAt: string;
  @InstantField({ optional: true }) arrivedAt?: string;
  @IdField({ optional: true, description: 'Of the letter, or of the delivery of the webhook.' })
  messageId?: string;
}

export class WitnessView {
  @IdField({ description: 'Of the witness; of the webhook, where it is one.' }) id: string;
  @ChoiceField(ways, {
    example: 'mail',
    description:
      '`webhook`: a webhook that chose `checkpoint.signed`. It is changed, paused and removed as a webhook.',
  })
  way: Way;
  @TextField({ max: 100, example: 'Ines Duarte, external auditor' }) name: string;
  @TextField({
    max: 254,
    example: 'ines@auditors.example',
    description: 'The address of mail, the host of a webhook.',
  })
  address: string;
  @ChoiceField(rhythms, rhythmField) rhythm: Rhythm;
  @InstantField({ optional: true, description: 'Since then nothing is sent.' })
  pausedSince?: string;
  @InstantField({ optional: true, description: 'When the newest checkpoint that arrived did so.' })
  lastArrivedAt?: string;
  @NestedField(() => TellingView, { optional: true, description: 'The newest one.' })
  last?: TellingView;
  @InstantField() createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
