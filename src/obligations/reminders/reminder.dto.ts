import {
  ChoiceField,
  DayField,
  FlagField,
  IdField,
  ListQuery,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import { obligationKinds, type ObligationKind } from '../kinds/index.js';
import { causes, type Cause } from './reminder.entity.js';

export class ReminderQuery extends ListQuery {
  @FlagField({ optional: true, description: 'Only those not read yet whose matter is still open.' })
  unread?: boolean;
}

export class ReminderLine {
  @IdField() id: string;
  @IdField() obligationId: string;
  @ChoiceField(obligationKinds) kind: ObligationKind;
  @TextField({ max: 500, example: 'Reassess Gateway for all prompts in full' }) title: string;
  @IdField() vendorId: string;
  @TextField({ max: 200, example: 'Corridor Gateway' }) vendor: string;
  @TextField({ max: 100, example: 'Ada Moreau' }) owner: string;
  @DayField({ example: '2026-12-04', description: 'As it is now.' }) dueOn: string;
  @TextField({ max: 500, description: 'Where it is done.', example: '/engagements/…' })
  path: string;
  @ChoiceField(causes, {
    description:
      '`own`: it is yours. `late`: passed on because it is long late. `left`: passed on because its owner has no access any more.',
  })
  cause: Cause;
  @WholeField({
    min: -400,
    max: 1_000_000,
    example: -14,
    description: 'Days after the due date as it was then; negative before it.',
  })
  rung: number;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) createdAt: string;
  @TextField({ max: 30, optional: true, example: '2026-11-23T10:00:00.000Z' }) readAt?: string;
  @ChoiceField(['done', 'cancelled'], {
    optional: true,
    description: 'How it has ended meanwhile; absent while it is open.',
  })
  ended?: 'done' | 'cancelled';
  @DayField({ optional: true, description: 'Until when you put it off.' }) snoozedUntil?: string;
}

export class SnoozeFacts {
  @DayField({ example: '2026-12-07', description: 'You are reminded again on this day.' })
  until: string;

  @TextField({ max: 500, example: 'Their new report is announced for early December.' })
  reason: string;
}

export class SnoozeView extends SnoozeFacts {
  @IdField() obligationId: string;
  @TextField({ max: 30, example: '2026-11-23T09:00:00.000Z' }) createdAt: string;
}
