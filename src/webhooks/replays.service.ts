import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, NotFound } from '../platform/errors.js';
import { Delivery } from './delivery.entity.js';
import { test } from './news.js';
import { WebhookRegister } from './register.service.js';
import { Webhooks } from './webhooks.service.js';

/** What people set off themselves: a message once more, or a test. */
@Injectable()
export class Replays {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly register: WebhookRegister,
    private readonly webhooks: Webhooks,
  ) {}

  /** Tries a delivery now, with the same webhook-id; one that was at its end begins the schedule anew. */
  async replay(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const deliveries = this.database.repository(Delivery);
      const { state, attempts, webhookId, rung } = await this.byId(id);
      refuseOff(await this.register.byId(webhookId));
      if (state === 'sending') throw new Conflict('It is being sent at this very moment.');
      const again = await deliveries.update(
        { id, state, attempts },
        {
          state: 'waiting',
          dueAt: this.clock.now(),
          rung: state === 'waiting' ? rung : 0,
          finishedAt: null,
        },
      );
      if (again.affected !== 1) throw new Conflict('It is being sent at this very moment.');
      const subject = { kind: 'webhook_delivery', id };
      const after = { state: 'waiting', webhookId };
      this.journal.record(actor, 'webhook.replayed', subject, { state }, after);
      this.webhooks.wakeAfterCommit();
    });
  }

  /** Sends a test, whichever kinds the webhook chose; gives the id of the delivery. */
  async test(actor: Actor, webhookId: string): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      refuseOff(await this.register.byId(webhookId));
      const [id = ''] = await this.webhooks.tell(test, { webhookId }, [webhookId]);
      const subject = { kind: 'webhook', id: webhookId };
      this.journal.record(actor, 'webhook.tested', subject, null, { deliveryId: id });
      return { id };
    });
  }

  private async byId(id: string): Promise<Delivery> {
    const delivery = await this.database.repository(Delivery).findOneBy({ id });
    if (!delivery) throw new NotFound('delivery');
    return delivery;
  }
}

function refuseOff({ offSince }: { offSince: Date | null }): void {
  if (offSince) throw new Conflict('This webhook is off. Switch it on first.');
}
