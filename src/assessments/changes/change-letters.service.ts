import { Injectable } from '@nestjs/common';
import { linkExpiry } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Contact } from '../../vendors/index.js';
import type { Assessment } from '../assessment.entity.js';
import type { ChangesAsked, RemarkInLetter } from '../sending/invitation-letter.js';
import { Invitations } from '../sending/invitations.service.js';

export interface Remarked extends RemarkInLetter {
  key: string;
}

/** Tells the vendor's people that questions came back, each with a new link. */
@Injectable()
export class ChangeLetters {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly invitations: Invitations,
  ) {}

  /**
   * Writes to those we invited: who may submit, and who answers a section in which a question came back. Where nobody
   * is left who may submit, the contact is invited anew. Colleagues keep the links that they were given.
   */
  async send(actor: Actor, assessment: Assessment, asked: ChangesAsked): Promise<void> {
    await this.invitations.follow(assessment);
    const current = await this.invitations.current(assessment.id);
    const touched = new Set(asked.remarks.map(({ section }) => section));
    for (const { id, sections, parentId } of current) {
      if (parentId !== null) continue;
      if (sections && !sections.some((section) => touched.has(section))) continue;
      await this.invitations.rotate(actor, id, asked);
    }
    if (!current.some(({ sections }) => sections === null))
      await this.invite(actor, assessment, asked);
  }

  private async invite(
    actor: Actor,
    { id, contactId, dueOn }: Assessment,
    asked: ChangesAsked,
  ): Promise<void> {
    const contacts = this.database.repository(Contact);
    const { name, email } = await contacts.findOneByOrFail({ id: contactId });
    const expiresAt = linkExpiry(dueOn, this.clock.today());
    await this.invitations.issue(actor, id, { contactId, name, email, expiresAt }, asked);
  }
}
