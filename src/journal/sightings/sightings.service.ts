import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Busy } from '../../platform/errors.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Journal, type Subject } from '../journal.service.js';

const dayMs = 24 * 3_600_000;

/** Notes who saw what is sensitive: one entry for each of them, thing and day (UTC), so that looking often costs a look-up. */
@Injectable()
export class Sightings {
  private readonly log = new Logger('journal');

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Whoever calls shows nothing before this is done. Throws Busy where it could not be noted, whatever the reason. */
  async note(actor: Actor, action: string, subject: Subject): Promise<void> {
    try {
      if (!(await this.isNoted(actor, action, subject))) await this.write(actor, action, subject);
    } catch (error) {
      if (!(error instanceof Busy)) this.log.error(error);
      throw new Busy(
        'That you see this could not be noted in the journal, so it is not shown. Try again in a moment.',
      );
    }
  }

  /** Which were noted today is all that has to be known. */
  @Daily()
  async forget(): Promise<void> {
    const yesterday = dayOf(addMilliseconds(this.clock.now(), -dayMs));
    await this.database.transaction(
      () => this.database.sql`DELETE FROM sighting WHERE seen_on < ${yesterday}`,
    );
  }

  private async isNoted(actor: Actor, action: string, { id }: Subject): Promise<boolean> {
    const known = await this.database.sql<object[]>`
      SELECT seen_on FROM sighting WHERE actor_id = ${actor.id} AND action = ${action}
        AND subject_id = ${id} AND seen_on = ${dayOf(this.clock.now())}`;
    return known.length > 0;
  }

  private async write(actor: Actor, action: string, subject: Subject): Promise<void> {
    await this.database.transaction(async () => {
      const first = await this.database.sql<object[]>`
        INSERT INTO sighting (actor_id, action, subject_id, seen_on)
        VALUES (${actor.id}, ${action}, ${subject.id}, ${dayOf(this.clock.now())})
        ON CONFLICT DO NOTHING RETURNING seen_on`;
      if (first.length > 0) this.journal.record(actor, action, subject, null, null);
    });
  }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
