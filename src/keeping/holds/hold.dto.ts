import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  ListQuery,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { heldKinds, type HeldKind } from './held.js';

class HoldFacts {
  @ChoiceField(heldKinds, {
    example: 'vendor',
    description:
      'A vendor: all that is kept about it. Evidence: that file. An assessment or an incident: who was asked, what was written to them, and the evidence attached to answers.',
  })
  subjectKind: HeldKind;

  @IdField() subjectId: string;

  @TextField({ max: 2_000, lines: true, example: 'Claim of 12 November about the breach.' })
  reason: string;
}

export class NewHold extends HoldFacts {
  @IdField({ optional: true, description: 'Who says when it may end; you, unless told.' })
  ownerId?: string;
}

export class HoldRelease {
  @TextField({ max: 2_000, lines: true, example: 'Settled on 3 February.' })
  because: string;
}

export class HoldQuery extends ListQuery {
  @FlagField({ optional: true, description: 'Only those that still stand.' })
  standing?: boolean;

  @IdField({ optional: true, description: 'Only those that have to do with this vendor.' })
  vendorId?: string;
}

export class HoldView extends HoldFacts {
  @IdField() id: string;
  @TextField({ max: 500, example: 'Corridor Gateway' }) subject: string;
  @IdField({ optional: true }) vendorId?: string;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) placedBy: string;
  @InstantField() placedAt: string;
  @TextField({ max: 2_000, optional: true }) releasedBecause?: string;
  @TextField({ max: 100, optional: true }) releasedBy?: string;
  @InstantField({ optional: true }) releasedAt?: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}
