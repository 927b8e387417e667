import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Hourly } from '../platform/sweeps/index.js';

/** No delivery is put off, and none is held, for so long. */
const furthestMs = 2 * 24 * 3_600_000;

/** Deliveries that were put off or held while the clock was ahead would wait until it is there again. */
@Injectable()
export class DeliveriesAhead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Hourly()
  async bringBack(): Promise<void> {
    const now = this.clock.now();
    const at = now.toISOString();
    const furthest = addMilliseconds(now, furthestMs).toISOString();
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE webhook_delivery SET due_at = ${at} WHERE state = 'waiting' AND due_at > ${furthest}`;
      await this.database.sql`
        UPDATE webhook_delivery SET leased_until = ${at} WHERE state = 'sending' AND leased_until > ${furthest}`;
    });
  }
}
