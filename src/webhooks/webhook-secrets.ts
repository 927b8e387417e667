import { Injectable } from '@nestjs/common';
import { MasterKey, seal } from '../platform/keys/index.js';
import type { Webhook } from './webhook.entity.js';

const webhookSecret = seal('webhook', {
  table: 'webhook',
  id: 'id',
  columns: ['sealed_secret', 'sealed_previous_secret'],
});

@Injectable()
export class WebhookSecrets {
  constructor(private readonly key: MasterKey) {}

  close(webhookId: string, secret: string): string {
    return this.key.seal(webhookSecret, webhookId, secret);
  }

  /** What signs at this moment: the secret, and the one before it for as long as both count. */
  signing(webhook: Webhook, now: Date): string[] {
    const { id, sealedSecret, sealedPreviousSecret, previousUntil } = webhook;
    const both = previousUntil !== null && previousUntil > now;
    return [sealedSecret, both ? sealedPreviousSecret : null].flatMap((sealed) =>
      sealed === null ? [] : [this.key.open(webhookSecret, id, sealed)],
    );
  }
}
