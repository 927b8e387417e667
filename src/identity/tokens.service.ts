import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Journal } from '../journal/index.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Invalid, NotFound } from '../platform/errors.js';
import { newId, newSecret, sha256 } from '../platform/ids.js';
import { ApiToken } from './api-token.entity.js';
import type { Caller } from './caller.js';
import { permissionsOf, type Permission, type Role } from './permissions.js';
import { longestTokenDays, type NewToken } from './token.dto.js';

const prefix = 'assay_';
const day = 24 * 3_600_000;
/** Twice as long as any lives: one that ends later was made by a clock that was ahead by a year and more. */
const furthestMs = 2 * longestTokenDays * day;
const noteUsedEveryMs = 5 * 60_000;

interface Row {
  id: string;
  name: string;
  scopes: string;
  used_at: string | null;
  user_id: string;
  person: string;
  role: Role;
}

@Injectable()
export class Tokens {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Makes a token with at most the caller's own permissions; its secret is given once, here. */
  async create(
    caller: Caller,
    { name, scopes, days }: NewToken,
  ): Promise<{ id: string; secret: string }> {
    if (scopes.length === 0) throw new Invalid({ scopes: 'names nothing the token may do' });
    const beyond = scopes.filter((scope) => !caller.may.has(scope));
    if (beyond.length > 0) {
      throw new Invalid({ scopes: `goes beyond what you may do: ${beyond.join(', ')}` });
    }
    const secret = prefix + newSecret();
    const id = newId();
    const createdAt = this.clock.now();
    const expiresAt = addMilliseconds(createdAt, days * day);
    await this.database.transaction(async () => {
      await this.database.repository(ApiToken).insert({
        id,
        userId: caller.userId,
        name,
        secretHash: sha256(secret),
        scopes,
        createdAt,
        expiresAt,
        usedAt: null,
        revokedAt: null,
      });
      this.journal.record(caller, 'token.created', { kind: 'token', id }, null, {
        name,
        scopes,
        expiresAt,
      });
    });
    return { id, secret };
  }

  async ofCaller({ userId }: Caller, id: string): Promise<ApiToken> {
    const token = await this.database.repository(ApiToken).findOneBy({ id, userId });
    if (!token) throw new NotFound('token');
    return token;
  }

  async list(userId: string): Promise<ApiToken[]> {
    return this.database.repository(ApiToken).find({ where: { userId }, order: { id: 'DESC' } });
  }

  async revoke(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      if ((await this.ofCaller(caller, id)).revokedAt) return;
      const revokedAt = this.clock.now();
      const revoked = await this.database
        .repository(ApiToken)
        .update({ id, revokedAt: IsNull() }, { revokedAt });
      if (revoked.affected !== 1) return;
      this.journal.record(
        caller,
        'token.revoked',
        { kind: 'token', id },
        { revokedAt: null },
        { revokedAt },
      );
    });
  }

  /** A token can never do more than its owner may at this moment. */
  async callerOf(secret: string): Promise<Caller | undefined> {
    if (!secret.startsWith(prefix)) return undefined;
    const now = this.clock.now();
    const furthest = addMilliseconds(now, furthestMs).toISOString();
    const [row] = await this.database.sql<Row[]>`
      SELECT t.id, t.name, t.scopes, t.used_at, t.user_id, u.name AS person, u.role
      FROM api_token t JOIN app_user u ON u.id = t.user_id
      WHERE t.secret_hash = ${sha256(secret)} AND t.revoked_at IS NULL
        AND t.expires_at > ${now.toISOString()} AND t.expires_at < ${furthest} AND u.disabled_at IS NULL`;
    if (!row) return undefined;
    if (!row.used_at || now.getTime() - Date.parse(row.used_at) > noteUsedEveryMs) {
      await this.noteUsed(row.id, now);
    }
    const scopes = new Set(JSON.parse(row.scopes) as Permission[]);
    const may = new Set(permissionsOf(row.role).filter((permission) => scopes.has(permission)));
    const name = `${row.person} (${row.name})`;
    return { kind: 'token', id: row.id, userId: row.user_id, name, role: row.role, may };
  }

  private async noteUsed(id: string, usedAt: Date): Promise<void> {
    await this.database.transaction(() =>
      this.database.repository(ApiToken).update({ id }, { usedAt }),
    );
  }
}
