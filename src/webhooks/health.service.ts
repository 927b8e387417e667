import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import { system, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Delivery } from './delivery.entity.js';
import { Webhook, type OffReason } from './webhook.entity.js';

export const daysOfFailure = 5;
const failureMs = daysOfFailure * 24 * 3_600_000;

export const wasSwitchedOff = 'The webhook was switched off before it was told.';

/** How webhooks fare; one that only ever fails is switched off. Everything here happens inside a transaction. */
@Injectable()
export class Health {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async succeeded(id: string): Promise<void> {
    const lastSuccessAt = this.clock.now();
    await this.webhooks().update({ id }, { lastSuccessAt, failingSince: null });
  }

  /** Whether the webhook is still on afterwards. */
  async failed(id: string, isGone: boolean): Promise<boolean> {
    const now = this.clock.now();
    await this.webhooks().update({ id, failingSince: IsNull() }, { failingSince: now });
    const { failingSince, offSince } = await this.webhooks().findOneByOrFail({ id });
    if (offSince) return false;
    const since = failingSince ?? now;
    const forDays = now.getTime() - since.getTime() >= failureMs;
    if (!isGone && !forDays) return true;
    await this.switchOff(system, id, isGone ? 'gone' : 'failing');
    return false;
  }

  /** Once; what waits to be sent ends, and can be replayed. */
  async switchOff(actor: Actor, id: string, because: OffReason): Promise<void> {
    const now = this.clock.now();
    const off = await this.webhooks()
      .createQueryBuilder()
      .update()
      .set({ offSince: now, offBecause: because, version: () => 'version + 1' })
      .where('id = :id AND off_since IS NULL', { id })
      .execute();
    if (off.affected !== 1) return;
    await this.endWaiting(id, now);
    const subject = { kind: 'webhook', id };
    const after = { enabled: false, because };
    this.journal.record(actor, 'webhook.disabled', subject, { enabled: true }, after);
  }

  private async endWaiting(webhookId: string, finishedAt: Date): Promise<void> {
    const ended = { state: 'failed', problem: wasSwitchedOff, dueAt: null, finishedAt } as const;
    await this.database.repository(Delivery).update({ webhookId, state: In(['waiting']) }, ended);
  }

  private webhooks() {
    return this.database.repository(Webhook);
  }
}
