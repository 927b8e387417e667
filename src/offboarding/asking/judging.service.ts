import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../../platform/errors.js';
import { dayText } from '../../platform/templates/index.js';
import { Checklists } from '../checklists.queries.js';
import type { Offboarding } from '../offboarding.entity.js';
import { Offboardings, subjectOf } from '../offboardings.service.js';
import { OffboardingSteps } from '../steps.service.js';
import { OffboardingConfirmation } from './offboarding-request.entity.js';
import { OffboardingRequests } from './offboarding-requests.service.js';

/** Somebody here signs off what a vendor confirmed, or asks again. */
@Injectable()
export class OffboardingJudging {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly offboardings: Offboardings,
    private readonly steps: OffboardingSteps,
    private readonly requests: OffboardingRequests,
    private readonly checklists: Checklists,
  ) {}

  /** Settles the step of the data by it and, where a certificate is attached, that of the certificate. */
  async accept(me: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { confirmation, before } = await this.judged(id);
      const accepted = { acceptedBy: me.name, acceptedAt: this.clock.now() };
      await this.confirmations.update({ id }, accepted);
      const { offboardingId, dataWas, confirmedBy } = confirmation;
      const confirmedOn = dayOf(confirmation.answeredAt);
      const said = { outcome: 'done' as const, confirmedBy, confirmedOn };
      const note = noteOf(confirmation);
      await this.steps.say(me, offboardingId, undefined, 'data', { ...said, dataWas, note });
      if (await this.wantsCertificate(before)) {
        await this.steps.say(me, offboardingId, undefined, 'certificate', said);
      }
      const told = { confirmationId: id, number: confirmation.number };
      const subject = subjectOf(offboardingId);
      this.journal.record(me, 'offboarding.confirmation-accepted', subject, null, told);
    });
  }

  /** Says what is still wanted, in a letter to the same person with a new link. */
  async sendBack(me: Caller, id: string, because: string): Promise<void> {
    await this.database.transaction(async () => {
      const { confirmation, before } = await this.judged(id);
      const { offboardingId, requestId } = confirmation;
      const returned = { returnedBy: me.name, returnedAt: this.clock.now() };
      await this.confirmations.update({ id }, { ...returned, returnedBecause: because });
      const { contactId } = await this.requests.byId(requestId);
      await this.requests.write(me, before, { contactId, message: because }, true);
      await this.offboardings.touch(before);
      const told = { confirmationId: id, number: confirmation.number, because };
      const subject = subjectOf(offboardingId);
      this.journal.record(me, 'offboarding.confirmation-returned', subject, null, told);
    });
  }

  async byId(id: string): Promise<OffboardingConfirmation> {
    const confirmation = await this.confirmations.findOneBy({ id });
    if (!confirmation) throw new NotFound('confirmation');
    return confirmation;
  }

  private get confirmations() {
    return this.database.repository(OffboardingConfirmation);
  }

  /** Only the last one can be judged, and once. */
  private async judged(
    id: string,
  ): Promise<{ confirmation: OffboardingConfirmation; before: Offboarding }> {
    const { offboardingId } = await this.byId(id);
    const before = await this.offboardings.held(offboardingId, undefined);
    const confirmation = await this.byId(id);
    if (confirmation.acceptedAt) throw new Conflict('It is accepted already.');
    if (confirmation.returnedAt) throw new Conflict('It was sent back already.');
    const last = await this.confirmations.maximum('number', { offboardingId });
    if (confirmation.number !== last) throw new Stale('confirmation');
    return { confirmation, before };
  }

  private async wantsCertificate({ id, vendorId }: Offboarding): Promise<boolean> {
    const steps = (await this.checklists.of([{ id, vendorId }])).get(id) ?? [];
    const step = steps.find((one) => one.step === 'certificate');
    const given = step?.evidence?.some(({ kind }) => kind === 'certificate') ?? false;
    return given && step?.settledBy === undefined;
  }
}

/** What the checklist keeps of it, as sentences. */
function noteOf({ method, doneOn, backupsUntil, remains }: OffboardingConfirmation): string {
  return [
    `Done on ${dayText(doneOn)}: ${method}`,
    backupsUntil === null ? '' : `Gone from backups by ${dayText(backupsUntil)}.`,
    remains === null ? '' : `What stays with them: ${remains}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
