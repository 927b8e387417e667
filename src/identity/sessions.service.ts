import { Injectable } from '@nestjs/common';
import { And, LessThan, MoreThan } from 'typeorm';
import { Journal } from '../journal/index.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { newId, newSecret, sha256 } from '../platform/ids.js';
import type { Caller } from './caller.js';
import { permissionsOf, type Role } from './permissions.js';
import { Session } from './session.entity.js';

const hour = 3_600_000;
const idleMs = 12 * hour;
const longestMs = 7 * 24 * hour;
const noteSeenEveryMs = hour / 12;
/** One that ends later, or was seen later, than this beyond what can be was begun by a clock that was ahead. */
const slackMs = 24 * hour;

interface Row {
  id: string;
  user_id: string;
  seen_at: string;
  expires_at: string;
  name: string;
  role: Role;
}

@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Starts a session and gives its secret: it is stored only as a hash. */
  async start(userId: string, browser: string | undefined): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    await this.database.transaction(() =>
      this.database.repository(Session).insert({
        id: newId(),
        secretHash: sha256(secret),
        userId,
        createdAt: now,
        seenAt: now,
        expiresAt: addMilliseconds(now, longestMs),
        browser: browser?.slice(0, 200) ?? null,
      }),
    );
    return secret;
  }

  async callerOf(secret: string | undefined): Promise<Caller | undefined> {
    if (!secret) return undefined;
    const [row] = await this.database.sql<Row[]>`
      SELECT s.id, s.user_id, s.seen_at, s.expires_at, u.name, u.role
      FROM session s JOIN app_user u ON u.id = s.user_id
      WHERE s.secret_hash = ${sha256(secret)} AND u.disabled_at IS NULL`;
    const now = this.clock.now();
    if (!row || row.expires_at <= now.toISOString()) return undefined;
    if (row.expires_at > addMilliseconds(now, longestMs + slackMs).toISOString()) return undefined;
    const unseenMs = now.getTime() - Date.parse(row.seen_at);
    if (unseenMs > idleMs || unseenMs < -slackMs) return undefined;
    if (unseenMs > noteSeenEveryMs) await this.noteSeen(row.id, now);
    const { user_id: userId, name, role } = row;
    const may = new Set(permissionsOf(role));
    return { kind: 'user', id: userId, userId, name, role, may, sessionId: row.id };
  }

  /** Those that can still be used, the latest seen first. */
  async list(userId: string): Promise<Session[]> {
    const now = this.clock.now();
    return this.database.repository(Session).find({
      where: {
        userId,
        expiresAt: And(MoreThan(now), LessThan(addMilliseconds(now, longestMs + slackMs))),
        seenAt: And(
          MoreThan(addMilliseconds(now, -idleMs)),
          LessThan(addMilliseconds(now, slackMs)),
        ),
      },
      order: { seenAt: 'DESC', id: 'DESC' },
    });
  }

  async end(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { userId } = caller;
      const ended = await this.database.repository(Session).delete({ id, userId });
      if (ended.affected !== 1) throw new NotFound('session');
      this.journal.record(caller, 'session.ended', { kind: 'user', id: userId }, null, null);
    });
  }

  async endBySecret(secret: string | undefined): Promise<void> {
    if (!secret) return;
    await this.database.transaction(() =>
      this.database.repository(Session).delete({ secretHash: sha256(secret) }),
    );
  }

  /** Ends every session of a person: after a new password, another role, or the end of their access. */
  async endAll(userId: string): Promise<void> {
    await this.database.transaction(() => this.database.repository(Session).delete({ userId }));
  }

  private async noteSeen(id: string, seenAt: Date): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(Session).update({ id }, { seenAt }),
    );
  }
}
