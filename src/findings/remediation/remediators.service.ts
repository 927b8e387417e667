import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { hashOfSecret, LinkEnded, newLinkSession } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { RemediationRequest, RemediationSession } from './request.entity.js';

/** What a link or a session opens: the findings of one request. */
export interface Remedy {
  requestId: string;
  vendorId: string;
  vendor: string;
  message: string | null;
  expiresAt: Date;
  asker: { name: string; email: string };
  actor: Actor;
}

export interface StartedRemedy {
  /** For the cookie; stored only as a hash. */
  secret: string;
  expiresAt: Date;
  remedy: Remedy;
}

interface Row {
  id: string;
  name: string;
  message: string | null;
  expiresAt: string;
  vendorId: string;
  vendor: string;
  asker: string;
  askerEmail: string;
}

/** People who come with the link of a remediation request. An unknown, expired, revoked or mangled one is the same: nothing. */
@Injectable()
export class Remediators {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What a link opens. Looking has no effect: a mail scanner may look as often as it likes. */
  async peek(secret: string): Promise<Remedy | undefined> {
    const hash = hashOfSecret(secret);
    if (hash === undefined) return undefined;
    const [found] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM remediation_request WHERE secret_hash = ${hash}`;
    return found && this.standing(found.id);
  }

  /** Gives a session for a link, as often as it is opened until it ends. */
  async exchange(secret: string): Promise<StartedRemedy | undefined> {
    const remedy = await this.peek(secret);
    if (!remedy) return undefined;
    const now = this.clock.now();
    const { secret: session, secretHash, expiresAt } = newLinkSession(now, remedy.expiresAt);
    const { requestId } = remedy;
    await this.database.transaction(async () => {
      const sessions = this.database.repository(RemediationSession);
      await sessions.delete({ requestId, expiresAt: LessThanOrEqual(now) });
      await sessions.insert({ id: newId(), secretHash, requestId, createdAt: now, expiresAt });
      await this.database
        .repository(RemediationRequest)
        .createQueryBuilder()
        .update()
        .set({ openedAt: now })
        .where('id = :id AND opened_at IS NULL', { id: requestId })
        .execute();
    });
    return { secret: session, expiresAt, remedy };
  }

  /** What the session of a browser opens now. */
  async remedyOf(sessionSecret: string): Promise<Remedy | undefined> {
    const hash = hashOfSecret(sessionSecret);
    if (hash === undefined) return undefined;
    const [found] = await this.database.sql<{ id: string }[]>`
      SELECT request_id AS id FROM remediation_session
      WHERE secret_hash = ${hash} AND expires_at > ${this.clock.now().toISOString()}`;
    return found && this.standing(found.id);
  }

  /** Inside the transaction that takes something: the link still stands, and is not ended before that is over. */
  async mustStand({ requestId }: Remedy): Promise<void> {
    await this.database.hold('remediation_request', requestId);
    if (!(await this.standing(requestId))) throw new LinkEnded();
  }

  private async standing(requestId: string): Promise<Remedy | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT r.id, r.name, r.message, r.expires_at AS "expiresAt", r.vendor_id AS "vendorId", v.name AS vendor,
        u.name AS asker, u.email AS "askerEmail"
      FROM remediation_request r
      JOIN vendor v ON v.id = r.vendor_id
      JOIN app_user u ON u.id = r.asker_id
      WHERE r.id = ${requestId} AND r.revoked_at IS NULL
        AND r.expires_at > ${this.clock.now().toISOString()}`;
    if (!row) return undefined;
    const { id, name, expiresAt, asker, askerEmail, ...rest } = row;
    return {
      ...rest,
      requestId: id,
      expiresAt: new Date(expiresAt),
      asker: { name: asker, email: askerEmail },
      actor: { kind: 'respondent', id, name },
    };
  }
}
