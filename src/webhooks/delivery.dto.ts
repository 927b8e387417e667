import {
  ChoiceField,
  IdField,
  InstantField,
  ListQuery,
  NestedListField,
  TextField,
  WholeField,
} from '../platform/http/index.js';
import { deliveryStates, type DeliveryState } from './delivery.entity.js';
import { mostAttempts } from './retry-schedule.js';

export class DeliveryQuery extends ListQuery {
  @ChoiceField(deliveryStates, { optional: true })
  state?: DeliveryState;
}

export class DeliveryLine {
  @IdField() id: string;
  @IdField() webhookId: string;
  @TextField({
    max: 50,
    example: 'msg_01940000000070008000000000000001',
    description: 'The header `webhook-id`: the same for every attempt.',
  })
  webhookMessageId: string;
  @TextField({ max: 100, example: 'assessment.submitted' }) kind: string;
  @ChoiceField(deliveryStates, {
    example: 'delivered',
    description: `\`failed\`: ${mostAttempts} attempts over three days, or the webhook was switched off.`,
  })
  state: DeliveryState;
  @WholeField({ min: 0, max: 1_000_000 }) attemptsMade: number;
  @TextField({ max: 500, optional: true, description: 'What went wrong last.' }) problem?: string;
  @InstantField() createdAt: string;
  @InstantField({ optional: true }) nextAttemptAt?: string;
  @InstantField({ optional: true }) finishedAt?: string;
}

export class AttemptView {
  @WholeField({ min: 1, max: 1_000_000 }) number: number;
  @InstantField() beganAt: string;
  @WholeField({
    min: 0,
    max: 1_000_000,
    optional: true,
    description: 'Absent while it goes on, or where Assay was stopped during it.',
  })
  milliseconds?: number;
  @WholeField({ min: 100, max: 999, optional: true, description: 'What it answered.' })
  status?: number;
  @TextField({ max: 500, optional: true }) problem?: string;
}

export class DeliveryView extends DeliveryLine {
  @TextField({
    max: 10_000,
    example:
      '{"type":"assessment.submitted","timestamp":"2026-11-23T09:00:00.000Z","data":{"assessmentId":"…"}}',
    description: 'The body as it was sent, and as its signature covers it.',
  })
  payload: string;

  @NestedListField(() => AttemptView, { max: 1_000, description: 'Newest first.' })
  attempts: AttemptView[];
}
