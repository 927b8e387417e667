import { Injectable } from '@nestjs/common';
import {
  AskedPeople,
  OutreachAnswers,
  Outreaches,
  OutreachQueries,
  OutreachSending,
  RotationQueries,
  Rotations,
  RotationsFollow,
  VendorDeriving,
} from '../incidents/index.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { asked, message, readers, renewed, replies } from './incident/case.js';
import { SampleLetters } from './sample-letters.service.js';
import type { Cast } from './storyteller.service.js';

const hourMs = 3_600_000;
const hoursUntilSent = 1;

/** Asks the vendors of an incident, answers for some of them, and renews what one of them held. */
@Injectable()
export class SampleOutreach {
  constructor(
    private readonly clock: Clock,
    private readonly outreaches: Outreaches,
    private readonly sending: OutreachSending,
    private readonly board: OutreachQueries,
    private readonly letters: SampleLetters,
    private readonly people: AskedPeople,
    private readonly answers: OutreachAnswers,
    private readonly deriving: VendorDeriving,
    private readonly following: RotationsFollow,
    private readonly rotations: Rotations,
    private readonly checklist: RotationQueries,
  ) {}

  /** Inside the transaction that tells the incident. */
  async tell(
    { analyst }: Cast,
    incidentId: string,
    vendors: ReadonlyMap<unknown, string>,
    opened: Date,
  ): Promise<void> {
    const after = <T>(hours: number, work: () => Promise<T>): Promise<T> =>
      this.clock.at(addMilliseconds(opened, hours * hourMs), work);
    await after(0, () => this.following.onDue({ incidentId }));
    await after(hoursUntilSent, async () => {
      const vendorIds = asked.flatMap((story) => vendors.get(story) ?? []);
      const { id } = await this.outreaches.begin(analyst, incidentId, { vendorIds, message });
      await this.sending.onDue({ outreachId: id });
    });
    for (const story of readers) {
      await after(5, () => this.enter(incidentId, vendors.get(story) ?? ''));
    }
    for (const { story, hoursLater, answers } of replies) {
      await after(hoursLater, async () => {
        const vendorId = vendors.get(story) ?? '';
        await this.answers.take(await this.enter(incidentId, vendorId), answers);
        await this.deriving.ofVendor(vendorId, 'It answered.');
      });
    }
    await after(renewed.hoursLater, async () => {
      const { items } = await this.checklist.page(incidentId, {});
      const rotation = items.find(({ credential }) => credential === renewed.name);
      if (!rotation) throw new Error('What is to be renewed is not on the checklist.');
      await this.rotations.signOff(analyst, rotation.id, undefined, { note: renewed.note });
    });
  }

  private async enter(incidentId: string, vendorId: string) {
    const { items } = await this.board.board(incidentId, { vendorId });
    const secret = await this.letters.secretFor(items[0]?.id ?? '', 'incident');
    const session = await this.people.exchange(secret);
    if (!session) throw new Error('The link in the letter opens nothing.');
    return session.opened;
  }
}
