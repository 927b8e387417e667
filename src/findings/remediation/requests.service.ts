import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { linkExpiry, newMagicLink, type Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Contact, Vendors } from '../../vendors/index.js';
import { FindingQueries } from '../findings.queries.js';
import { RemediationLetters } from './letters.service.js';
import type { NewRemediationRequest } from './request.dto.js';
import { RemediationRequest, RemediationSession, RequestedFinding } from './request.entity.js';

/** Asks people at a vendor what they will do about findings, by a link that opens those and nothing else. */
@Injectable()
export class RemediationRequests {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly vendors: Vendors,
    private readonly findings: FindingQueries,
    private readonly letters: RemediationLetters,
  ) {}

  async send(me: Caller, vendorId: string, facts: NewRemediationRequest): Promise<{ id: string }> {
    const id = newId();
    const { address, secretHash } = newMagicLink(this.config.origin, 'remediation');
    await this.database.transaction(async () => {
      const { name: vendor } = await this.vendors.byId(vendorId);
      const { name, email, contactId } = await this.contactOf(vendorId, facts.contactId);
      const findings = await this.chosen(vendorId, facts.findingIds);
      const dueOn =
        findings
          .map((finding) => finding.dueOn)
          .sort()
          .at(-1) ?? this.clock.today();
      const request: RemediationRequest = {
        ...{ id, vendorId, contactId, name, email, secretHash },
        message: facts.message || null,
        askerId: me.userId,
        createdAt: this.clock.now(),
        expiresAt: linkExpiry(dueOn, this.clock.today()),
        openedAt: null,
        revokedAt: null,
      };
      await this.database.repository(RemediationRequest).insert(request);
      const chosen = findings.map((finding) => ({ requestId: id, findingId: finding.id }));
      await this.database.repository(RequestedFinding).insert(chosen);
      await this.letters.write(request, { vendor, findings }, address);
      const { expiresAt, message } = request;
      const references = findings.map(({ reference }) => reference);
      const written = {
        vendorId,
        contactId,
        name,
        email,
        message,
        expiresAt,
        findings: references,
      };
      const subject = { kind: 'remediation_request', id };
      this.journal.record(me, 'remediation.requested', subject, null, written);
    });
    return { id };
  }

  /** Ends the link and what was opened with it; what was said by it stays. */
  async revoke(me: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.byId(id);
      const requests = this.database.repository(RemediationRequest);
      const revokedAt = this.clock.now();
      const { affected } = await requests.update({ id, revokedAt: IsNull() }, { revokedAt });
      if (affected !== 1) throw new Conflict('This link is already revoked.');
      await this.database.repository(RemediationSession).delete({ requestId: id });
      const subject = { kind: 'remediation_request', id };
      this.journal.record(me, 'remediation.revoked', subject, { revokedAt: null }, { revokedAt });
    });
  }

  async byId(id: string): Promise<RemediationRequest> {
    const request = await this.database.repository(RemediationRequest).findOneBy({ id });
    if (!request) throw new NotFound('remediation request');
    return request;
  }

  private async contactOf(vendorId: string, contactId: string) {
    const contact = await this.database.repository(Contact).findOneBy({ id: contactId, vendorId });
    if (!contact) throw new Invalid({ contactId: 'is not a contact of this vendor' });
    return { contactId, name: contact.name, email: contact.email };
  }

  private async chosen(vendorId: string, ids: readonly string[]) {
    if (ids.length === 0) throw new Invalid({ findingIds: 'names none: choose at least one' });
    await this.database.hold('finding', ...ids);
    const chosen = (await this.findings.ofVendor(vendorId)).filter(({ id }) => ids.includes(id));
    const owed = chosen.filter(({ state }) => state === 'open' || state === 'planned');
    if (owed.length !== ids.length) {
      throw new Invalid({ findingIds: 'has one that is not an open finding of this vendor' });
    }
    return owed;
  }
}
