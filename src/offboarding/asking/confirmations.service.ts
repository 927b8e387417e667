import { Injectable } from '@nestjs/common';
import {
  EvidenceLinks,
  EvidenceQueries,
  EvidenceStore,
  titleOfFile,
  type GivenFile,
  type LinkedEvidence,
} from '../../evidence/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Webhooks } from '../../webhooks/index.js';
import { deletionConfirmed } from '../events.js';
import { Offboardings, subjectOf } from '../offboardings.service.js';
import { OffboardingAsking } from './asking.queries.js';
import type { ConfirmationFacts, DeletionProof, LeavingView, ProofKind } from './asking.dto.js';
import { Leavers, type Leaving } from './leavers.service.js';
import { OffboardingConfirmation } from './offboarding-request.entity.js';

/** Each is kept for good, and told to whoever listens. */
const mostConfirmations = 50;

/** What the holder of a link says of our data, and the files that show it. */
@Injectable()
export class OffboardingConfirmations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
    private readonly leavers: Leavers,
    private readonly offboardings: Offboardings,
    private readonly asking: OffboardingAsking,
    private readonly store: EvidenceStore,
    private readonly links: EvidenceLinks,
    private readonly evidence: EvidenceQueries,
  ) {}

  async view(leaving: Leaving): Promise<LeavingView> {
    const { vendor, dueOn, message, offboardingId } = leaving;
    const confirmations = await this.asking.confirmations(offboardingId);
    const files = await this.filesOf(leaving);
    return {
      ...{ vendor, dueOn, confirmations },
      ...(message === null ? {} : { message }),
      isAccepted: confirmations.some(({ acceptedAt }) => acceptedAt !== undefined),
      files: files.map(({ id, title, name, sha256, givenAt }) => ({
        ...{ id, title, name, sha256, givenAt },
      })),
    };
  }

  /** Every one is kept; what was not accepted yet is replaced by the last. */
  async take(leaving: Leaving, facts: ConfirmationFacts): Promise<{ id: string }> {
    const { offboardingId, requestId, actor, vendorId } = leaving;
    if (facts.doneOn > this.clock.today()) throw new Invalid({ doneOn: 'is in the future' });
    if (facts.backupsUntil && facts.backupsUntil < facts.doneOn) {
      throw new Invalid({ backupsUntil: 'is before the day on which it was done' });
    }
    const id = newId();
    await this.database.transaction(async () => {
      await this.leavers.mustStand(leaving);
      const before = await this.offboardings.held(offboardingId, undefined);
      const earlier = await this.asking.confirmations(offboardingId);
      if (earlier.some(({ acceptedAt }) => acceptedAt !== undefined)) {
        throw new Conflict('What was confirmed is accepted already. Thank you.');
      }
      if (earlier.length >= mostConfirmations) {
        throw new Conflict(
          `It was confirmed ${mostConfirmations} times already. Write to whoever asked you.`,
        );
      }
      const { dataWas, doneOn, method, confirmedBy } = facts;
      const said = { dataWas, doneOn, method, confirmedBy };
      const more = { backupsUntil: facts.backupsUntil || null, remains: facts.remains || null };
      await this.database.repository(OffboardingConfirmation).insert({
        ...{ id, requestId, offboardingId, number: (earlier[0]?.number ?? 0) + 1 },
        ...{ ...said, ...more, answeredBy: actor.name, answeredAt: this.clock.now() },
        ...{ acceptedBy: null, acceptedAt: null, returnedBy: null, returnedAt: null },
        ...{ returnedBecause: null, purgedAt: null },
      });
      await this.offboardings.touch(before);
      const told = { confirmationId: id, ...said, ...more };
      this.journal.record(actor, 'offboarding.confirmed', subjectOf(offboardingId), null, told);
      await this.webhooks.announce(deletionConfirmed, { vendorId, offboardingId });
    });
    return { id };
  }

  async filesOf({ offboardingId }: Leaving): Promise<LinkedEvidence[]> {
    return this.evidence.attachedByVendor('offboarding', offboardingId);
  }

  /** Takes a file as the certificate, or as something else that shows it. */
  async show(
    leaving: Leaving,
    file: GivenFile,
    proof: () => Promise<DeletionProof>,
  ): Promise<{ id: string }> {
    const { offboardingId, vendorId, actor } = leaving;
    let kind: ProofKind = 'certificate';
    const facts = async () => {
      kind = (await proof()).kind ?? kind;
      return { title: titleOfFile(file.name), kind };
    };
    const before = () => this.leavers.mustStand(leaving);
    // To which step it belongs is known once the form was read, which is after the file.
    const alongside = (evidenceId: string) => {
      const part = kind === 'certificate' ? 'certificate' : 'data';
      return this.links.attach(actor, evidenceId, { kind: 'offboarding', id: offboardingId, part });
    };
    const { id } = await this.store.receiveFor(
      actor,
      file,
      { vendorId, facts },
      { before, alongside },
    );
    return { id };
  }
}
