import { Injectable } from '@nestjs/common';
import { LinkEnded, LinkHolders } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';

/** What a link or a session opens: the confirmation of one offboarding, and nothing else. */
export interface Leaving {
  requestId: string;
  offboardingId: string;
  vendorId: string;
  vendor: string;
  dueOn: string;
  message: string | null;
  expiresAt: Date;
  asker: { name: string; email: string };
  actor: Actor;
}

interface Row extends Omit<Leaving, 'requestId' | 'expiresAt' | 'asker' | 'actor'> {
  id: string;
  name: string;
  expiresAt: string;
  asker: string;
  askerEmail: string;
}

/** People who come with the link of an offboarding. */
@Injectable()
export class Leavers extends LinkHolders<Leaving> {
  constructor(database: Database, clock: Clock) {
    const links = sql`offboarding_request`;
    super(database, clock, { links, sessions: sql`offboarding_session`, linkId: sql`request_id` });
  }

  /** Inside the transaction that takes something: the link still stands, and is not ended before that is over. */
  override async mustStand({ requestId, offboardingId }: Leaving): Promise<void> {
    await this.database.hold('offboarding', offboardingId);
    if (!(await this.standing(requestId))) throw new LinkEnded();
  }

  protected linkOf({ requestId }: Leaving): string {
    return requestId;
  }

  protected async standing(requestId: string): Promise<Leaving | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT r.id, r.offboarding_id AS "offboardingId", r.vendor_id AS "vendorId", v.name AS vendor, r.name, r.message,
        r.expires_at AS "expiresAt", o.due_on AS "dueOn", u.name AS asker, u.email AS "askerEmail"
      FROM offboarding_request r
      JOIN offboarding o ON o.id = r.offboarding_id
      JOIN vendor v ON v.id = r.vendor_id
      JOIN app_user u ON u.id = r.asker_id
      WHERE r.id = ${requestId} AND r.revoked_at IS NULL AND o.ended_at IS NULL
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
