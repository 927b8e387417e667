import {
  ChoiceField,
  FlagField,
  IdField,
  InstantField,
  TextField,
  WholeField,
  WordsField,
} from '../platform/http/index.js';
import { longestAddress } from '../platform/outbound/index.js';
import { offReasons, type OffReason } from './webhook.entity.js';

export class WebhookFacts {
  @TextField({ max: 100, example: 'Ticket system', description: 'Who is told.' })
  name: string;

  @TextField({
    max: longestAddress,
    example: 'https://hooks.buyer.example/assay',
    description:
      'Starts with https:// and leads to a public address, at port 443 or 8443. The operator can allow internal hosts by name.',
  })
  url: string;

  @WordsField({
    max: 100,
    example: ['assessment.submitted', 'assessment.decided'],
    description: 'The kinds of news it is told of, at least one: those of `/api/v1/webhook-kinds`.',
  })
  kinds: string[];

  @FlagField({
    optional: true,
    example: true,
    description: 'Whether it is told anything. Left out: on at first, then as it is.',
  })
  enabled?: boolean;
}

export class NewWebhookSecret {
  @IdField({ description: 'Of the webhook.' }) id: string;

  @TextField({
    max: 200,
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwx8tM0QWnLRk=',
    description: 'What signatures are checked with. Shown this once.',
  })
  secret: string;
}

export class WebhookView {
  @IdField() id: string;
  @TextField({ max: 100 }) name: string;
  @TextField({ max: longestAddress }) url: string;
  @WordsField({ max: 100 }) kinds: string[];
  @FlagField() enabled: boolean;
  @ChoiceField(offReasons, {
    optional: true,
    description:
      'Why it is off: `chosen` by somebody; `failing` for five days without a success; `gone`: it answered 410.',
  })
  offBecause?: OffReason;
  @InstantField({ optional: true }) offSince?: string;
  @InstantField({ optional: true, description: 'The first failure since the last success.' })
  failingSince?: string;
  @InstantField({ optional: true }) lastSuccessAt?: string;
  @InstantField({
    optional: true,
    description: 'Until then messages are signed with the secret before the last change as well.',
  })
  previousSecretUntil?: string;
  @InstantField() createdAt: string;
  @WholeField({ min: 1, max: 1_000_000 }) version: number;
}

export class NewsKindView {
  @TextField({ max: 100, example: 'assessment.submitted' }) kind: string;
  @TextField({ max: 200, example: 'A vendor submitted an assessment' }) about: string;
}
