import {
  ChoiceField,
  DayField,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { bands, type Band } from '../../scoring/index.js';
import {
  acceptanceEnds,
  acceptanceStates,
  type AcceptanceEnd,
  type AcceptanceState,
} from './acceptance.entity.js';

const reason = {
  min: 20,
  max: 4_000,
  lines: true,
  example:
    'The vendor moves to hash-checked builds in March; until then only test prompts go through it.',
} as const;

export class NewAcceptance {
  @TextField({ ...reason, description: 'Why the risk can be borne until then.' }) reason: string;
  @DayField({
    example: '2027-03-31',
    description: 'Its last day; the policy says how far away by tier.',
  })
  until: string;
}

/** Why something asked for is refused, or something approved is ended. */
export class AcceptanceReason {
  @TextField({ max: 2_000, lines: true, example: 'The plan has no date that we can hold them to.' })
  reason: string;
}

export class AcceptanceQuery extends ListQuery {
  @ChoiceField(acceptanceStates, { optional: true }) state?: AcceptanceState;
  @IdField({ optional: true }) vendorId?: string;
}

const person = { max: 100, example: 'Ada Moreau' } as const;
const told = { max: 4_000, optional: true } as const;

export class AcceptanceView {
  @IdField() id: string;
  @IdField() findingId: string;
  @TextField({ max: 20, example: 'F-12' }) reference: string;
  @TextField({ max: 300, example: 'Dependencies are not pinned' }) title: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @ChoiceField(acceptanceStates) state: AcceptanceState;
  @TextField(reason) reason: string;
  @DayField({ description: 'Its last day.' }) until: string;
  @IdField() requesterId: string;
  @TextField(person) requester: string;
  @InstantField() requestedAt: string;
  @TextField({ ...person, optional: true, description: 'Who approved, refused or withdrew it.' })
  settler?: string;
  @InstantField({ optional: true }) settledAt?: string;
  @TextField(told) settledBecause?: string;
  @ChoiceField(bands, { optional: true, description: 'The band as it was approved.' }) band?: Band;
  @ChoiceField(acceptanceEnds, {
    optional: true,
    description: '`worse`: the band rose above the one at approval.',
  })
  endedHow?: AcceptanceEnd;
  @TextField({ ...person, optional: true }) endedBy?: string;
  @InstantField({ optional: true }) endedAt?: string;
  @TextField(told) endedBecause?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
