import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { Delivery, Message } from './delivery.entity.js';
import type { News } from './news.js';

/** What a message carries: ids by name, to be looked up through the API by whoever may; texts only where the news says so. */
export type Ids = Readonly<Record<string, string>>;

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Tells other systems of news: each is written in the transaction that causes it, and sent after it. */
@Injectable()
export class Webhooks {
  private wake: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. Costs one look-up where nobody wants this kind. */
  async announce(news: News, data: Ids): Promise<void> {
    const open = await this.database.sql<{ id: string; kinds: string }[]>`
      SELECT id, kinds FROM webhook WHERE off_since IS NULL ORDER BY id`;
    const wanting = open.filter(({ kinds }) => (JSON.parse(kinds) as string[]).includes(news.kind));
    await this.tell(
      news,
      data,
      wanting.map(({ id }) => id),
    );
  }

  /** Inside a transaction. Tells these webhooks, whether they chose this kind or not; gives the deliveries' ids. */
  async tell(news: News, data: Ids, webhookIds: readonly string[]): Promise<string[]> {
    refuseMoreThanIds(news, data);
    const { kind } = news;
    if (webhookIds.length === 0) return [];
    const messageId = newId();
    const timestamp = this.clock.now();
    const payload = JSON.stringify({ type: kind, timestamp, data });
    await this.database
      .repository(Message)
      .insert({ id: messageId, kind, payload, createdAt: timestamp });
    const dueAt = this.clock.present(() => this.clock.now());
    const deliveries = webhookIds.map((webhookId) => ({
      id: newId(),
      messageId,
      webhookId,
      state: 'waiting' as const,
      attempts: 0,
      rung: 0,
      dueAt,
      leasedUntil: null,
      problem: null,
      createdAt: timestamp,
      finishedAt: null,
    }));
    await this.database.repository(Delivery).insert(deliveries);
    this.wakeAfterCommit();
    return deliveries.map(({ id }) => id);
  }

  /** Inside a transaction: something is to be sent at once. */
  wakeAfterCommit(): void {
    this.database.afterCommit(() => this.wake());
  }

  onTold(wake: () => void): void {
    this.wake = wake;
  }
}

/** A message may pass through many hands: whoever reads it learns nothing but that there is something to look up. */
function refuseMoreThanIds({ kind, texts = [] }: News, data: Ids): void {
  const more = Object.entries(data).filter(
    ([name, value]) => !texts.includes(name) && !isId.test(value),
  );
  if (more.length === 0) return;
  throw new Error(`The news ${kind} carries more than ids: ${more.map(([name]) => name).join()}.`);
}
