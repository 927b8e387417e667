import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/index.js';
import { Invalid, Stale } from '../platform/errors.js';
import { isZone } from '../platform/zones.js';
import type { PreferenceFacts } from './preference.dto.js';
import { Preference, usualWishes, type Wishes } from './preference.entity.js';

export type StandingWishes = Wishes & { version: number };

@Injectable()
export class Preferences {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Version 0 while all is as usual. */
  async of(userId: string): Promise<StandingWishes> {
    const row = await this.database.repository(Preference).findOneBy({ userId });
    if (!row) return { ...usualWishes, version: 0 };
    const { userId: _, ...wishes } = row;
    return wishes;
  }

  async change(
    actor: Actor,
    userId: string,
    version: number,
    facts: PreferenceFacts,
  ): Promise<void> {
    if (!isZone(facts.zone)) throw new Invalid({ zone: 'is not a time zone we know' });
    const { zone, digestHour, quietWeekdays, digestsByMail } = facts;
    const quietDays = [...new Set(facts.quietDays)].sort();
    await this.write(actor, userId, version, {
      ...{ zone, digestHour, quietWeekdays, quietDays, digestsByMail },
    });
  }

  /** Nobody has to be signed in: the digest itself says where this is done. False where they were off already. */
  async stopDigestsByMail(actor: Actor, userId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const { version, ...wishes } = await this.of(userId);
      if (!wishes.digestsByMail) return false;
      await this.write(actor, userId, version, { ...wishes, digestsByMail: false });
      return true;
    });
  }

  private async write(
    actor: Actor,
    userId: string,
    version: number,
    wishes: Wishes,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const { version: found, ...before } = await this.of(userId);
      if (found !== version) throw new Stale('preference');
      const { zone, digestHour } = wishes;
      const [weekdays, days] = [wishes.quietWeekdays, wishes.quietDays].map((list) =>
        JSON.stringify(list),
      );
      const written = await this.database.sql<object[]>`
        INSERT INTO preference (user_id, zone, digest_hour, quiet_weekdays, quiet_days, digests_by_mail, version)
        VALUES (${userId}, ${zone}, ${digestHour}, ${weekdays}, ${days}, ${Number(wishes.digestsByMail)}, ${version + 1})
        ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone, digest_hour = excluded.digest_hour,
          quiet_weekdays = excluded.quiet_weekdays, quiet_days = excluded.quiet_days,
          digests_by_mail = excluded.digests_by_mail, version = excluded.version
        WHERE preference.version = ${version} RETURNING user_id`;
      if (written.length !== 1) throw new Stale('preference');
      const subject = { kind: 'user', id: userId };
      this.journal.record(actor, 'preferences.changed', subject, before, wishes);
    });
  }
}
