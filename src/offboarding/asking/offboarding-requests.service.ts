import { Injectable } from '@nestjs/common';
import { linkExpiry, newMagicLink, type Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Contact, Vendors } from '../../vendors/index.js';
import type { Offboarding } from '../offboarding.entity.js';
import { Offboardings, subjectOf } from '../offboardings.service.js';
import type { NewOffboardingRequest } from './asking.dto.js';
import { endLinks } from './ended-links.js';
import { OffboardingLetters } from './offboarding-letters.service.js';
import { OffboardingRequest } from './offboarding-request.entity.js';

/** Asks somebody at the vendor to confirm what became of our data, by a link that opens that and nothing else. */
@Injectable()
export class OffboardingRequests {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly vendors: Vendors,
    private readonly offboardings: Offboardings,
    private readonly letters: OffboardingLetters,
  ) {}

  /** A link that was sent before ends: whoever is asked last answers. */
  async send(
    me: Caller,
    offboardingId: string,
    facts: NewOffboardingRequest,
  ): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      const before = await this.offboardings.held(offboardingId, undefined);
      const request = await this.write(me, before, facts, false);
      await this.offboardings.touch(before);
      return { id: request };
    });
  }

  /** The same letter once more, with a new link. */
  async resend(me: Caller, id: string): Promise<{ id: string }> {
    const { offboardingId, contactId, message } = await this.byId(id);
    return this.send(me, offboardingId, { contactId, ...(message ? { message } : {}) });
  }

  /** Ends the link and what was opened with it; what was confirmed by it stays. */
  async revoke(me: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { offboardingId } = await this.byId(id);
      const before = await this.offboardings.held(offboardingId, undefined);
      if ((await this.byId(id)).revokedAt) throw new Conflict('This link is already revoked.');
      const revokedAt = this.clock.now();
      await endLinks(this.database, offboardingId, revokedAt);
      await this.offboardings.touch(before);
      const told = { requestId: id, revokedAt };
      const subject = subjectOf(offboardingId);
      this.journal.record(me, 'offboarding.request-revoked', subject, null, told);
    });
  }

  async byId(id: string): Promise<OffboardingRequest> {
    const request = await this.database.repository(OffboardingRequest).findOneBy({ id });
    if (!request) throw new NotFound('request');
    return request;
  }

  /** Inside a transaction that holds the offboarding. */
  async write(
    me: Caller,
    { id: offboardingId, vendorId, dueOn }: Offboarding,
    facts: NewOffboardingRequest,
    isAgain: boolean,
  ): Promise<string> {
    const { name: vendor } = await this.vendors.byId(vendorId);
    const { contactId } = facts;
    const contact = await this.database.repository(Contact).findOneBy({ id: contactId, vendorId });
    if (!contact) throw new Invalid({ contactId: 'is not a contact of this vendor' });
    if (contact.purgedAt) throw new Invalid({ contactId: 'is purged: name somebody else' });
    const id = newId();
    const { address, secretHash } = newMagicLink(this.config.origin, 'offboarding');
    const { name, email } = contact;
    const now = this.clock.now();
    await endLinks(this.database, offboardingId, now);
    const request: OffboardingRequest = {
      ...{ id, offboardingId, vendorId, contactId, name, email, secretHash },
      ...{ message: facts.message || null, askerId: me.userId, sentAt: now },
      expiresAt: linkExpiry(dueOn, this.clock.today()),
      ...{ openedAt: null, revokedAt: null, purgedAt: null, version: 1 },
    };
    await this.database.repository(OffboardingRequest).insert(request);
    await this.letters.write(request, { vendor, dueOn, isAgain }, address);
    const { message, expiresAt } = request;
    const told = { requestId: id, contactId, name, email, message, expiresAt };
    this.journal.record(me, 'offboarding.requested', subjectOf(offboardingId), null, told);
    return id;
  }
}
