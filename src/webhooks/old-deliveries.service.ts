import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Daily } from '../platform/sweeps/index.js';
import { Attempt, Delivery } from './delivery.entity.js';

const keptMs = 30 * 24 * 3_600_000;
const atOnce = 200;
const ended = ['delivered', 'failed'] as const;

/** What webhooks were told can be looked at, and sent again, for 30 days; then it goes, and removed webhooks behind it. */
@Injectable()
export class OldDeliveries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Daily()
  async sweep(): Promise<void> {
    const before = addMilliseconds(this.clock.now(), -keptMs).toISOString();
    // In small bites, so that others get their turn between them.
    while ((await this.removeDeliveries(before)) === atOnce);
    await this.database.transaction(async () => {
      await this.database.sql`
        DELETE FROM webhook_message WHERE created_at < ${before}
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.message_id = webhook_message.id)`;
      await this.database.sql`
        DELETE FROM webhook WHERE removed_at < ${before}
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.webhook_id = webhook.id)`;
    });
  }

  private async removeDeliveries(before: string): Promise<number> {
    const old = await this.database.sql<{ id: string }[]>`
      SELECT d.id FROM webhook_message m JOIN webhook_delivery d ON d.message_id = m.id
      WHERE m.created_at < ${before} AND d.state IN ('delivered', 'failed') LIMIT ${atOnce}`;
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    return this.database.transaction(async () => {
      await this.database.repository(Attempt).delete({ deliveryId: In(ids) });
      const removed = await this.database
        .repository(Delivery)
        .delete({ id: In(ids), state: In([...ended]) });
      return removed.affected ?? 0;
    });
  }
}
