import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Reminder } from './reminder.entity.js';

/**
 * What somebody has read of their reminders. A mark of one's own that nobody else sees: the journal does not fill
 * with it.
 */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Reading it twice changes nothing. */
  async mark(personId: string, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const read = await this.database
        .repository(Reminder)
        .createQueryBuilder()
        .update()
        .set({ readAt: () => 'coalesce(read_at, :now)' })
        .where("id = :id AND recipient_id = :personId AND channel = 'list'", { id, personId })
        .setParameter('now', this.clock.now().toISOString())
        .execute();
      if (read.affected !== 1) throw new NotFound('reminder');
    });
  }

  async markAll(personId: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.sql`
        UPDATE reminder SET read_at = ${this.clock.now().toISOString()}
        WHERE recipient_id = ${personId} AND channel = 'list' AND read_at IS NULL`;
    });
  }
}
