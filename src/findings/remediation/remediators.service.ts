import { Injectable } from '@nestjs/common';
import { LinkEnded, LinkHolders } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';

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

/** People who come with the link of a remediation request. */
@Injectable()
export class Remediators extends LinkHolders<Remedy> {
  constructor(database: Database, clock: Clock) {
    const links = sql`remediation_request`;
    super(database, clock, { links, sessions: sql`remediation_session`, linkId: sql`request_id` });
  }

  /** Inside the transaction that takes something: the link still stands, and is not ended before that is over. */
  override async mustStand({ requestId }: Remedy): Promise<void> {
    await this.database.hold('remediation_request', requestId);
    if (!(await this.standing(requestId))) throw new LinkEnded();
  }

  protected linkOf({ requestId }: Remedy): string {
    return requestId;
  }

  protected async standing(requestId: string): Promise<Remedy | undefined> {
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
