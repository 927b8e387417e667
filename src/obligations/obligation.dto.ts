import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import type { Tier } from '../scoring/index.js';
import { endings, type EndedHow } from './obligation.entity.js';
import { obligationKinds, type ObligationKind } from './kinds/index.js';

const states = ['open', ...endings] as const;

/** What narrows due dates down; pages and the API ask alike. */
export class ObligationQuery extends ListQuery {
  @ChoiceField(obligationKinds, { optional: true })
  kind?: ObligationKind;

  @IdField({ optional: true })
  vendorId?: string;

  @TextField({ max: 100, optional: true, description: 'Words the vendor’s name begins with.' })
  vendor?: string;

  @IdField({ optional: true, description: 'The person here who must act.' })
  ownerId?: string;

  @WholeField({ min: 1, max: 4, optional: true, description: 'The vendor’s.' })
  tier?: Tier;

  @FlagField({ optional: true, description: 'Only those whose day has passed.' })
  overdue?: boolean;

  @ChoiceField(states, { optional: true, description: 'Open unless told.' })
  state?: (typeof states)[number];

  @DayField({ optional: true, example: '2026-12-01', description: 'Due on this day or later.' })
  from?: string;

  @DayField({ optional: true, example: '2026-12-31', description: 'Due on this day or earlier.' })
  to?: string;
}

export class ObligationLine {
  @IdField() id: string;
  @ChoiceField(obligationKinds) kind: ObligationKind;
  @TextField({ max: 40, example: 'engagement' }) subjectKind: string;
  @IdField() subjectId: string;
  @TextField({ max: 100, description: 'Such as full or light; may be empty.' }) part: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @WholeField({ min: 1, max: 4, optional: true, description: 'The vendor’s.' }) tier?: Tier;
  @IdField() ownerId: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @DayField({ example: '2026-12-04' }) dueOn: string;
  @FlagField({ description: 'The day has passed.' }) overdue: boolean;
  @TextField({ max: 500, example: 'Reassess Gateway for all prompts in full' }) title: string;
  @TextField({ max: 500, description: 'Where it is done.', example: '/engagements/…' })
  path: string;
  @WholeField({ min: 0, max: 1_000_000, description: 'Grows with every change.' })
  sequence: number;
  @ChoiceField(endings, { optional: true, description: 'Left out while it is due.' })
  endedHow?: EndedHow;
  @TextField({ max: 30, optional: true, example: '2026-11-23T09:00:00.000Z' }) endedAt?: string;
  @TextField({
    max: 40,
    optional: true,
    example: 'assessment',
    description: 'What did it, where that is something else than its subject.',
  })
  endedByKind?: string;
  @IdField({ optional: true }) endedById?: string;
}
