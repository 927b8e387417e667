import { Injectable } from '@nestjs/common';
import { linkExpiry } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Policies } from '../../policies/index.js';
import { Contact, dueDatesMoved, Vendors } from '../../vendors/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { answerDue, outreachHours } from './outreach-policy.js';
import { OutreachRequest } from './outreach.entity.js';
import { OutreachSending, type Recipient } from './sending.service.js';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
const furthestMs = 90 * 24 * 3_600_000;

/** What is done to one request that was sent. `version` is the one that was read. */
@Injectable()
export class OutreachRequests {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly vendors: Vendors,
    private readonly incidents: Incidents,
    private readonly sending: OutreachSending,
  ) {}

  /** Writes the letter again with a new link, to the same contact or another; the earlier link ends. */
  async resend(
    actor: Actor,
    id: string,
    version: number | undefined,
    contactId?: string,
  ): Promise<void> {
    const figures = await this.policies.read(outreachHours);
    await this.database.transaction(async () => {
      const before = await this.held(id, version);
      await this.mustBeOpen(before);
      const to = await this.recipient(before, contactId);
      const { tier } = await this.vendors.byId(before.vendorId);
      const now = this.clock.now();
      const dueAt =
        before.dueAt && before.dueAt > now ? before.dueAt : answerDue(now, tier, figures);
      await this.endSessions(id);
      await this.sending.write(actor, before, to, dueAt);
    });
  }

  async extend(
    actor: Actor,
    id: string,
    version: number | undefined,
    sent: unknown,
  ): Promise<void> {
    const dueAt = typeof sent === 'string' && instant.test(sent) ? new Date(sent) : undefined;
    if (!dueAt || Number.isNaN(dueAt.getTime())) {
      throw new Invalid({ dueAt: 'is not an instant like 2026-03-28T12:00:00Z' });
    }
    const now = this.clock.now();
    if (dueAt <= now) throw new Invalid({ dueAt: 'is not later than now' });
    if (dueAt.getTime() > now.getTime() + furthestMs) {
      throw new Invalid({ dueAt: 'is more than 90 days away' });
    }
    const expiresAt = linkExpiry(dayOf(dueAt), dayOf(now));
    const anew = { remindedBeforeAt: null, remindedAfterAt: null };
    await this.change(actor, id, version, 'outreach.extended', { dueAt, expiresAt, ...anew });
  }

  /** Ends the link and what was opened with it; what was answered by it stays. */
  async revoke(actor: Actor, id: string, version: number | undefined): Promise<void> {
    const changes = { revokedAt: this.clock.now() };
    await this.change(actor, id, version, 'outreach.revoked', changes, true);
  }

  private async change(
    actor: Actor,
    id: string,
    version: number | undefined,
    action: string,
    changes: Partial<OutreachRequest>,
    ends = false,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.held(id, version);
      if (!ends && !before.sentAt) throw new Conflict('This letter was not written yet.');
      const requests = this.database.repository(OutreachRequest);
      await changeVersioned(requests, 'request', before, changes);
      if (ends) await this.endSessions(id);
      const was = Object.fromEntries(
        Object.keys(changes).map((key) => [key, before[key as keyof OutreachRequest]]),
      );
      this.journal.record(actor, action, { kind: 'outreach_request', id }, was, changes);
      await this.jobs.enqueue(dueDatesMoved, { vendorId: before.vendorId });
    });
  }

  private async held(id: string, version: number | undefined): Promise<OutreachRequest> {
    await this.database.hold('outreach_request', id);
    const request = await this.database.repository(OutreachRequest).findOneBy({ id });
    if (!request) throw new NotFound('request');
    if (version !== undefined && request.version !== version) throw new Stale('request');
    if (request.revokedAt) throw new Conflict('This link is revoked.');
    return request;
  }

  private async mustBeOpen({ incidentId }: OutreachRequest): Promise<void> {
    const { state } = await this.incidents.byId(incidentId);
    if (state === 'closed') throw new Conflict('This incident is closed.');
  }

  private async recipient(
    { vendorId, contactId: before }: OutreachRequest,
    contactId?: string,
  ): Promise<Recipient> {
    const id = contactId ?? before;
    if (!id) throw new Invalid({ contactId: 'is missing: there was nobody to write to' });
    const contact = await this.database.repository(Contact).findOneBy({ id, vendorId });
    if (!contact) throw new Invalid({ contactId: 'is not a contact of this vendor' });
    return { contactId: id, name: contact.name, email: contact.email };
  }

  private async endSessions(id: string): Promise<void> {
    await this.database.sql`DELETE FROM outreach_session WHERE request_id = ${id}`;
  }
}
