import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { all, Database, sql } from '../platform/database/index.js';
import { Attempt, Delivery, Message } from './delivery.entity.js';
import { Health, wasSwitchedOff } from './health.service.js';
import { mostAttempts, waitAfter } from './retry-schedule.js';
import { Webhook } from './webhook.entity.js';

/** Far beyond the five seconds an attempt may take: whoever holds a delivery longer is gone. */
const leaseMs = 60_000;
const candidates = 20;

/** One attempt as it was begun. */
export interface Begun {
  delivery: Delivery;
  message: Message;
  webhook: Webhook;
}

export interface Outcome {
  delivered: boolean;
  milliseconds: number;
  status?: number;
  problem?: string;
  isGone?: boolean;
  askedMs?: number;
}

/** Hands out deliveries, each to one process at a time, and notes what became of them. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly health: Health,
  ) {}

  /** What is due now, longest due first; left out is what goes to these webhooks. */
  async due(without: readonly string[]): Promise<{ id: string; webhookId: string }[]> {
    const now = this.clock.now().toISOString();
    const others = all(without.map((id) => sql`webhook_id <> ${id}`));
    return this.database.sql`
      SELECT id, webhook_id AS "webhookId" FROM webhook_delivery
      WHERE ((state = 'waiting' AND due_at <= ${now}) OR (state = 'sending' AND leased_until <= ${now}))
        AND ${others}
      ORDER BY due_at, id LIMIT ${candidates}`;
  }

  /** Begins an attempt; nothing where another process was faster, or there is no more to try. */
  async begin(id: string): Promise<Begun | undefined> {
    return this.database.transaction(async () => {
      if (!(await this.take(id))) return undefined;
      const delivery = await this.database.repository(Delivery).findOneByOrFail({ id });
      const webhook = await this.database
        .repository(Webhook)
        .findOneByOrFail({ id: delivery.webhookId });
      if (webhook.offSince) return this.end(delivery, wasSwitchedOff);
      if (delivery.rung > mostAttempts) {
        return this.end(delivery, `It was begun ${mostAttempts} times and never came to an end.`);
      }
      const message = await this.database
        .repository(Message)
        .findOneByOrFail({ id: delivery.messageId });
      await this.database.repository(Attempt).insert({
        deliveryId: id,
        number: delivery.attempts,
        beganAt: this.clock.now(),
        milliseconds: null,
        status: null,
        problem: null,
      });
      return { delivery, message, webhook };
    });
  }

  /** Notes the outcome. A delivery that was meanwhile given to somebody else stays theirs. */
  async note({ delivery, webhook }: Begun, outcome: Outcome): Promise<void> {
    const { id, attempts, rung } = delivery;
    const { milliseconds, status = null, problem = null, isGone = false } = outcome;
    await this.database.transaction(async () => {
      await this.database
        .repository(Attempt)
        .update({ deliveryId: id, number: attempts }, { milliseconds, status, problem });
      const wait = waitAfter(rung, Math.random(), outcome.askedMs);
      const isOn = outcome.delivered || (await this.health.failed(webhook.id, isGone));
      if (outcome.delivered) await this.health.succeeded(webhook.id);
      const again = !outcome.delivered && isOn && wait !== undefined;
      const now = this.clock.now();
      await this.database.repository(Delivery).update(
        { id, state: 'sending', attempts },
        {
          state: outcome.delivered ? 'delivered' : again ? 'waiting' : 'failed',
          dueAt: again ? addMilliseconds(now, wait) : null,
          finishedAt: again ? null : now,
          leasedUntil: null,
          problem,
        },
      );
    });
  }

  private async take(id: string): Promise<boolean> {
    const now = this.clock.now();
    const taken = await this.database
      .repository(Delivery)
      .createQueryBuilder()
      .update()
      .set({
        state: 'sending',
        leasedUntil: addMilliseconds(now, leaseMs),
        attempts: () => 'attempts + 1',
        rung: () => 'rung + 1',
      })
      .where('id = :id', { id })
      .andWhere(
        "((state = 'waiting' AND due_at <= :now) OR (state = 'sending' AND leased_until <= :now))",
        { now: now.toISOString() },
      )
      .execute();
    return taken.affected === 1;
  }

  /** The attempt that was just taken is none: it was never made. */
  private async end({ id, attempts, rung }: Delivery, problem: string): Promise<undefined> {
    const finishedAt = this.clock.now();
    await this.database.repository(Delivery).update(
      { id },
      {
        state: 'failed',
        attempts: attempts - 1,
        rung: rung - 1,
        dueAt: null,
        leasedUntil: null,
        problem,
        finishedAt,
      },
    );
    return undefined;
  }
}
