import { Injectable } from '@nestjs/common';
import { linkExpiry } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { Questionnaires } from '../questionnaires/index.js';
import { Contact, dueDatesMoved, Engagement, Vendor } from '../vendors/index.js';
import type { NewAssessment, NewInvitation } from './assessment.dto.js';
import { Assessment } from './assessment.entity.js';
import { Followed } from './cycles/followed.queries.js';
import { Prefill } from './cycles/prefill.service.js';
import { checkDueOn, sectionsOf } from './draft.js';
import { Invitations } from './sending/invitations.service.js';
import { Transitions } from './transitions.service.js';

/** What had an assessment drafted. */
export type Cause = Pick<
  Assessment,
  'cause' | 'causeKind' | 'causeId' | 'causePart' | 'causeSentence'
>;

const nobodysCause: Cause = {
  cause: null,
  causeKind: null,
  causeId: null,
  causePart: null,
  causeSentence: null,
};

/** What the people here do with an assessment, from its draft to the answers. */
@Injectable()
export class Assessments {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly questionnaires: Questionnaires,
    private readonly transitions: Transitions,
    private readonly invitations: Invitations,
    private readonly followed: Followed,
    private readonly prefill: Prefill,
  ) {}

  /** A draft; `cause` where it is a rule that wants it. */
  async draft(
    actor: Actor,
    ownerId: string,
    facts: NewAssessment,
    cause: Cause = nobodysCause,
  ): Promise<{ id: string }> {
    const id = newId();
    const written = { ...facts, message: facts.message || null, ownerId };
    await this.database.transaction(async () => {
      await this.checkDraft(facts);
      await this.database.hold('engagement', facts.engagementId);
      const followsId = await this.followed.of(facts.engagementId, id);
      if (followsId !== null) await this.mustBeTheOnlyOneAfter(followsId, facts);
      await this.database.repository(Assessment).insert({
        id,
        ...written,
        followsId,
        state: 'draft',
        createdAt: this.clock.now(),
        sentAt: null,
        submittedAt: null,
        decidedAt: null,
        revokedAt: null,
        revokedReason: null,
        ...cause,
        version: 1,
      });
      const { cause: rule, causeSentence } = cause;
      const why = rule === null ? {} : { cause: rule, causeSentence };
      this.record(actor, 'assessment.drafted', id, null, { ...written, followsId, ...why });
    });
    return { id };
  }

  /** Sends the letter with the magic link to the contact; gives the invitation. */
  async send(actor: Actor, id: string): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      const sentAt = this.clock.now();
      const assessment = await this.transitions.move(id, 'send', { sentAt });
      const { contactId, dueOn } = assessment;
      if (dueOn < this.clock.today()) {
        throw new Conflict('The due date has passed. Set another one, then send it.');
      }
      await this.prefill.carry(actor, assessment);
      const invitationId = await this.ask(actor, id, contactId, dueOn, null);
      this.record(actor, 'assessment.sent', id, { state: 'draft' }, { state: 'sent' });
      return { id: invitationId };
    });
  }

  /** Lets another contact answer too, or only some sections. */
  async invite(actor: Actor, id: string, asked: NewInvitation): Promise<{ id: string }> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.hold(id, 'invite');
      const { vendorId, questionnaireVersionId, dueOn } = assessment;
      await this.checkOfVendor(Contact, asked.contactId, vendorId, 'contactId', 'a contact');
      const { definition } = await this.questionnaires.published(questionnaireVersionId);
      const sections = sectionsOf(definition, asked.sections);
      const current = await this.invitations.current(id);
      if (current.some(({ contactId }) => contactId === asked.contactId)) {
        throw new Conflict('This person is invited already. Send the letter again instead.');
      }
      return { id: await this.ask(actor, id, asked.contactId, dueOn, sections) };
    });
  }

  /** Moves the due date, and with it the end of the links. */
  async extend(actor: Actor, id: string, version: number, dueOn: string): Promise<void> {
    checkDueOn(dueOn, this.clock.today());
    await this.database.transaction(async () => {
      const before = await this.transitions.hold(id, 'extend');
      if (before.version !== version) throw new Stale('assessment');
      const assessments = this.database.repository(Assessment);
      await changeVersioned(assessments, 'assessment', before, { dueOn });
      await this.invitations.follow({ ...before, dueOn });
      await this.jobs.enqueue(dueDatesMoved, { vendorId: before.vendorId });
      this.record(actor, 'assessment.extended', id, { dueOn: before.dueOn }, { dueOn });
    });
  }

  /** Ends it before anything was submitted: its links and what was opened with them are dead. */
  async revoke(actor: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const stamp = { revokedAt: this.clock.now(), revokedReason: reason };
      await this.transitions.move(id, 'revoke', stamp);
      await this.invitations.revokeAll(actor, id);
      this.record(actor, 'assessment.revoked', id, null, { state: 'revoked', reason });
    });
  }

  async byId(id: string): Promise<Assessment> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return assessment;
  }

  private async ask(
    actor: Actor,
    id: string,
    contactId: string,
    dueOn: string,
    sections: string[] | null,
  ): Promise<string> {
    const contact = await this.database.repository(Contact).findOneByOrFail({ id: contactId });
    const { name, email } = contact;
    const expiresAt = linkExpiry(dueOn, this.clock.today());
    const asked = { contactId, name, email, sections, expiresAt };
    return (await this.invitations.issue(actor, id, asked)).id;
  }

  private async checkDraft(facts: NewAssessment): Promise<void> {
    const { vendorId, engagementId, contactId, questionnaireVersionId, dueOn } = facts;
    if (!(await this.database.repository(Vendor).existsBy({ id: vendorId }))) {
      throw new Invalid({ vendorId: 'is not a vendor' });
    }
    await this.checkOfVendor(Engagement, engagementId, vendorId, 'engagementId', 'an engagement');
    await this.checkOfVendor(Contact, contactId, vendorId, 'contactId', 'a contact');
    try {
      await this.questionnaires.published(questionnaireVersionId);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      throw new Invalid({ questionnaireVersionId: 'is not a published questionnaire' });
    }
    checkDueOn(dueOn, this.clock.today());
  }

  private async mustBeTheOnlyOneAfter(
    followsId: string,
    { engagementId, questionnaireVersionId }: NewAssessment,
  ): Promise<void> {
    const state = await this.followed.underWay(followsId, engagementId, questionnaireVersionId);
    if (state === undefined) return;
    const where = state === 'draft' ? 'is drafted' : 'is with the vendor';
    throw new Conflict(
      `The next assessment with this questionnaire ${where} already. Go on with that one, or revoke it first.`,
    );
  }

  private async checkOfVendor(
    entity: typeof Engagement | typeof Contact,
    id: string,
    vendorId: string,
    field: string,
    what: string,
  ): Promise<void> {
    const found = await this.database
      .repository<Engagement | Contact>(entity)
      .existsBy({ id, vendorId });
    if (!found) throw new Invalid({ [field]: `is not ${what} of this vendor` });
  }

  private record(
    actor: Actor,
    action: string,
    id: string,
    before: object | null,
    after: object,
  ): void {
    this.journal.record(actor, action, { kind: 'assessment', id }, before, after);
  }
}
