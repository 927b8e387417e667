import { Injectable } from '@nestjs/common';
import { LinkEnded, LinkHolders } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import { incidentReference } from '../cases/incident.entity.js';
import type { Asked } from './asked.js';

interface Row {
  id: string;
  incidentId: string;
  vendorId: string;
  vendor: string;
  number: number;
  title: string;
  summary: string | null;
  message: string | null;
  windowFrom: string | null;
  windowTo: string | null;
  dueAt: string;
  expiresAt: string;
  state: string;
  name: string;
  asker: string;
  askerEmail: string;
}

/** People who come with the link of an outreach. */
@Injectable()
export class AskedPeople extends LinkHolders<Asked> {
  constructor(database: Database, clock: Clock) {
    const links = sql`outreach_request`;
    super(database, clock, { links, sessions: sql`outreach_session`, linkId: sql`request_id` });
  }

  /** Inside the transaction that takes an answer: the link still stands, and is not ended before that is over. */
  override async mustStand({ requestId }: Asked): Promise<void> {
    await this.database.hold('outreach_request', requestId);
    if (!(await this.standing(requestId))) throw new LinkEnded();
  }

  protected linkOf({ requestId }: Asked): string {
    return requestId;
  }

  protected async standing(requestId: string): Promise<Asked | undefined> {
    const [row] = await this.database.sql<Row[]>`
      SELECT r.id, r.incident_id AS "incidentId", r.vendor_id AS "vendorId", v.name AS vendor, n.number, n.title,
        n.summary, o.message, n.window_from AS "windowFrom", n.window_to AS "windowTo", r.due_at AS "dueAt",
        r.expires_at AS "expiresAt", n.state, r.name, u.name AS asker, u.email AS "askerEmail"
      FROM outreach_request r
      JOIN outreach o ON o.id = r.outreach_id
      JOIN incident n ON n.id = r.incident_id
      JOIN vendor v ON v.id = r.vendor_id
      JOIN app_user u ON u.id = n.lead_id
      WHERE r.id = ${requestId} AND r.revoked_at IS NULL AND r.purged_at IS NULL AND r.sent_at IS NOT NULL
        AND r.expires_at > ${this.clock.now().toISOString()}`;
    if (!row) return undefined;
    const { id, number, dueAt, expiresAt, state, name, asker, askerEmail, ...rest } = row;
    return {
      ...rest,
      requestId: id,
      reference: incidentReference(number),
      dueAt: new Date(dueAt),
      expiresAt: new Date(expiresAt),
      isClosed: state === 'closed',
      asker: { name: asker, email: askerEmail },
      actor: { kind: 'respondent', id, name },
    };
  }
}
