import { Injectable } from '@nestjs/common';
import { LegalHolds } from '../keeping/index.js';
import {
  Leavers,
  OffboardingConfirmations,
  OffboardingRequests,
  Offboardings,
} from '../offboarding/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Contacts, CredentialQueries, Credentials, Engagements } from '../vendors/index.js';
import { daysAgo } from './moments.js';
import { SampleLetters } from './sample-letters.service.js';
import type { Story } from './story.js';
import type { Cast } from './storyteller.service.js';

type Leaving = NonNullable<Story['leaving']>;

/** Leaves a vendor, up to where it says what became of our data. One that was left before stays as it is. */
@Injectable()
export class SampleLeaving {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly engagements: Engagements,
    private readonly credentials: Credentials,
    private readonly held: CredentialQueries,
    private readonly contacts: Contacts,
    private readonly offboardings: Offboardings,
    private readonly requests: OffboardingRequests,
    private readonly letters: SampleLetters,
    private readonly leavers: Leavers,
    private readonly confirmations: OffboardingConfirmations,
    private readonly holds: LegalHolds,
  ) {}

  async tell(leaving: Leaving, vendorId: string, today: string, cast: Cast): Promise<void> {
    if (await this.offboardings.running(vendorId)) return;
    await this.database.transaction(() => this.left(leaving, vendorId, today, cast));
  }

  private async left(
    { startedDaysAgo, endedBecause, asked, said, held }: Leaving,
    vendorId: string,
    today: string,
    { analyst }: Cast,
  ): Promise<void> {
    const after = <T>(days: number, work: () => Promise<T>): Promise<T> =>
      this.clock.at(daysAgo(today, days, 90), work);
    const { id } = await after(startedDaysAgo, () => this.offboardings.start(analyst, vendorId));
    await after(startedDaysAgo - 1, async () => {
      for (const engagement of await this.engagements.ofVendor(vendorId)) {
        for (const { id: key, version } of await this.held.ofEngagement(engagement.id)) {
          await this.credentials.end(analyst, key, version, endedBecause);
        }
      }
    });
    const hold = { subjectKind: 'vendor' as const, subjectId: vendorId, reason: held.reason };
    await after(held.daysAgo, () => this.holds.place(analyst, analyst.userId, hold));
    const [contact] = await this.contacts.ofVendor(vendorId);
    if (!contact) return;
    const { message } = asked;
    const request = await after(asked.daysAgo, () =>
      this.requests.send(analyst, id, { contactId: contact.id, message }),
    );
    await after(said.daysAgo, async () => {
      const secret = await this.letters.secretFor(request.id, 'offboarding');
      const started = await this.leavers.exchange(secret);
      if (started) await this.confirmations.take(started.opened, said.facts);
    });
  }
}
