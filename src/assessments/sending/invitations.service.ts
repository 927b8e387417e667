import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { linkExpiry, newMagicLink } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import type { Assessment } from '../assessment.entity.js';
import type { ChangesAsked } from './invitation-letter.js';
import { InvitationLetters } from './invitation-letters.service.js';
import { Invitation, RespondentSession } from './invitation.entity.js';
import { Transitions } from '../transitions.service.js';

export interface Asked {
  contactId?: string | null;
  name: string;
  email: string;
  /** Keys of the sections it opens; without them all, and only then the holder may submit. */
  sections?: string[] | null;
  /** The invitation of the respondent who asks this colleague. */
  parentId?: string | null;
  expiresAt: Date;
}

export interface Issued {
  id: string;
  /** The magic link: for the letter only, never for the journal, a log, a job or an answer of the API. */
  link: string;
}

@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly transitions: Transitions,
    private readonly letters: InvitationLetters,
  ) {}

  /** Lets one person answer an assessment and writes them the letter with the link. */
  async issue(
    actor: Actor,
    assessmentId: string,
    asked: Asked,
    changes: ChangesAsked | null = null,
  ): Promise<Issued> {
    const id = newId();
    const { address, secretHash } = newMagicLink(this.config.origin, 'answer');
    const { contactId = null, sections = null, parentId = null, name, email, expiresAt } = asked;
    const written = { assessmentId, contactId, name, email, sections, parentId, expiresAt };
    await this.database.transaction(async () => {
      const assessment = await this.transitions.hold(assessmentId, 'invite');
      const createdAt = this.clock.now();
      const invitation = { id, ...written, createdAt, openedAt: null, revokedAt: null };
      await this.database.repository(Invitation).insert({ ...invitation, secretHash });
      await this.letters.write(assessment, { ...invitation, secretHash }, address, changes);
      const subject = { kind: 'invitation', id };
      this.journal.record(actor, 'invitation.issued', subject, null, written);
    });
    return { id, link: address };
  }

  /** Writes the letter again with a new link; the one before and what was opened with it are dead. */
  async rotate(actor: Actor, id: string, changes: ChangesAsked | null = null): Promise<Issued> {
    const { address, secretHash } = newMagicLink(this.config.origin, 'answer');
    await this.database.transaction(async () => {
      const before = await this.byId(id);
      const assessment = await this.transitions.hold(before.assessmentId, 'invite');
      const expiresAt = linkExpiry(assessment.dueOn, this.clock.today());
      const fresh = { secretHash, expiresAt, openedAt: null };
      const current = { id, secretHash: before.secretHash, revokedAt: IsNull() };
      const { affected } = await this.database.repository(Invitation).update(current, fresh);
      if (affected !== 1)
        throw new Conflict('This invitation was revoked or sent again meanwhile.');
      await this.endSessions(id);
      await this.letters.write(assessment, { ...before, ...fresh }, address, changes);
      const subject = { kind: 'invitation', id };
      const was = { expiresAt: before.expiresAt };
      this.journal.record(actor, 'invitation.sent_again', subject, was, { expiresAt });
    });
    return { id, link: address };
  }

  /** Ends an invitation, and with it those of the colleagues its holder had asked. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { revokedAt, assessmentId } = await this.byId(id);
      if (revokedAt) throw new Conflict('This invitation is already revoked.');
      const below = withThoseBelow(id, await this.current(assessmentId));
      for (const invitation of below) await this.end(actor, invitation);
    });
  }

  /** Ends every invitation of an assessment and everything that was opened with them. */
  async revokeAll(actor: Actor, assessmentId: string): Promise<void> {
    for (const { id } of await this.current(assessmentId)) await this.end(actor, id);
  }

  /** Lets every invitation of an assessment live as long as its due date asks for. */
  async follow({ id: assessmentId, dueOn }: Assessment): Promise<void> {
    const expiresAt = linkExpiry(dueOn, this.clock.today());
    const invitations = this.database.repository(Invitation);
    await invitations.update({ assessmentId, revokedAt: IsNull() }, { expiresAt });
  }

  async byId(id: string): Promise<Invitation> {
    const invitation = await this.database.repository(Invitation).findOneBy({ id });
    if (!invitation) throw new NotFound('invitation');
    return invitation;
  }

  /** The invitations of an assessment that were not revoked, oldest first. */
  async current(assessmentId: string): Promise<Invitation[]> {
    return this.database
      .repository(Invitation)
      .find({ where: { assessmentId, revokedAt: IsNull() }, order: { id: 'ASC' } });
  }

  private async end(actor: Actor, id: string): Promise<void> {
    const revokedAt = this.clock.now();
    const invitations = this.database.repository(Invitation);
    const { affected } = await invitations.update({ id, revokedAt: IsNull() }, { revokedAt });
    await this.endSessions(id);
    if (affected !== 1) return;
    const subject = { kind: 'invitation', id };
    this.journal.record(actor, 'invitation.revoked', subject, { revokedAt: null }, { revokedAt });
  }

  private async endSessions(invitationId: string): Promise<void> {
    await this.database.repository(RespondentSession).delete({ invitationId });
  }
}

/** An invitation and all that were made from it, at any depth; a child is always younger than its parent. */
function withThoseBelow(id: string, oldestFirst: readonly Invitation[]): Set<string> {
  const found = new Set([id]);
  for (const { id: child, parentId } of oldestFirst) {
    if (parentId !== null && found.has(parentId)) found.add(child);
  }
  return found;
}
