import { Injectable } from '@nestjs/common';
import { Invitations } from '../assessments/index.js';
import { RemediationRequests } from '../findings/index.js';
import type { Caller } from '../identity/index.js';
import { OutreachRequests } from '../incidents/index.js';
import { Journal } from '../journal/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { LiveLinks } from './live-links.queries.js';
import { OffboardingStep } from './offboarding.entity.js';
import { Offboardings, subjectOf } from './offboardings.service.js';

/** Ends what lets people at the vendor in. They have no accounts here, only links. */
@Injectable()
export class VendorAccess {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly links: LiveLinks,
    private readonly invitations: Invitations,
    private readonly remediation: RemediationRequests,
    private readonly outreach: OutreachRequests,
    private readonly offboardings: Offboardings,
  ) {}

  /** Revokes every link of the vendor at once, and ends what was opened with them. Doing it again revokes what came since. */
  async end(me: Caller, id: string, version: number | undefined): Promise<{ revoked: number }> {
    return this.database.transaction(async () => {
      const before = await this.offboardings.held(id, version);
      const { vendorId } = before;
      const now = this.clock.now();
      const counted = (await this.links.of([vendorId], now)).get(vendorId);
      const each = await this.links.each(vendorId, now);
      for (const assessmentId of each.invitations) {
        await this.invitations.revokeAll(me, assessmentId);
      }
      for (const requestId of each.remediation) await this.remediation.revoke(me, requestId);
      for (const requestId of each.outreach) await this.outreach.revoke(me, requestId, undefined);
      const links = counted ?? { invitations: 0, remediation: 0, outreach: 0 };
      const revoked = links.invitations + links.remediation + links.outreach;
      await this.note(me.name, id, now, revoked);
      await this.offboardings.touch(before);
      this.journal.record(me, 'offboarding.access-ended', subjectOf(id), null, { ...links });
      return { revoked };
    });
  }

  private async note(settledBy: string, offboardingId: string, settledAt: Date, revoked: number) {
    const steps = this.database.repository(OffboardingStep);
    await steps.delete({ offboardingId, step: 'access' });
    await steps.insert({
      offboardingId,
      step: 'access',
      outcome: 'done',
      dataWas: null,
      confirmedBy: null,
      confirmedOn: null,
      note: `${revoked} ${revoked === 1 ? 'link was' : 'links were'} revoked.`,
      reason: null,
      settledBy,
      settledAt,
    });
  }
}
