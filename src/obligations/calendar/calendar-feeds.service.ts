import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { permissionsOf, type Caller, type Role } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors.js';
import { newId, newSecret, sha256 } from '../../platform/ids.js';
import { CalendarFeed } from './calendar-feed.entity.js';

const secretFile = /^([A-Za-z0-9_-]{43})\.ics$/;

@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A new address; the one before, if there is one, is dead from now on. The secret is given once, here. */
  async make(me: Caller): Promise<{ address: string }> {
    assertMayHoldSecrets(me);
    const secret = newSecret();
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.hold('app_user', me.userId);
      await this.end(me);
      await this.database.repository(CalendarFeed).insert({
        id,
        userId: me.userId,
        secretHash: sha256(secret),
        createdAt: this.clock.now(),
        revokedAt: null,
      });
      const subject = { kind: 'calendar', id };
      this.journal.record(me, 'calendar.made', subject, null, { userId: me.userId });
    });
    return { address: `${this.config.origin}/calendar/${secret}.ics` };
  }

  async revoke(me: Caller): Promise<void> {
    assertMayHoldSecrets(me);
    await this.database.transaction(async () => {
      await this.database.hold('app_user', me.userId);
      if (!(await this.end(me))) throw new NotFound('calendar');
    });
  }

  async current({ userId }: Caller): Promise<CalendarFeed | undefined> {
    const feed = await this.database
      .repository(CalendarFeed)
      .findOneBy({ userId, revokedAt: IsNull() });
    return feed ?? undefined;
  }

  /** Whose calendar `<secret>.ics` is, as long as they may see due dates. */
  async ownerOf(file: string): Promise<string | undefined> {
    const [, secret] = secretFile.exec(file) ?? [];
    if (secret === undefined) return undefined;
    const [row] = await this.database.sql<{ userId: string; role: Role }[]>`
      SELECT f.user_id AS "userId", u.role FROM calendar_feed f JOIN app_user u ON u.id = f.user_id
      WHERE f.secret_hash = ${sha256(secret)} AND f.revoked_at IS NULL AND u.disabled_at IS NULL`;
    return row && permissionsOf(row.role).includes('obligations.read') ? row.userId : undefined;
  }

  private async end(me: Caller): Promise<boolean> {
    const feed = await this.current(me);
    if (!feed) return false;
    const revokedAt = this.clock.now();
    const feeds = this.database.repository(CalendarFeed);
    await feeds.update({ id: feed.id, revokedAt: IsNull() }, { revokedAt });
    const subject = { kind: 'calendar', id: feed.id };
    this.journal.record(me, 'calendar.revoked', subject, { revokedAt: null }, { revokedAt });
    return true;
  }
}

/** The address outlives the token it was asked with: one that may only look would look on after it was revoked. */
function assertMayHoldSecrets({ may }: Caller): void {
  if (may.has('tokens.own')) return;
  throw new Forbidden(
    'The address of a calendar is a key of its own: it takes a token that may make and revoke tokens.',
  );
}
