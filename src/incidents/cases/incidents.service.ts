import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { User } from '../../identity/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Webhooks, type News } from '../../webhooks/index.js';
import { AdvisoryEvent } from '../advisories/index.js';
import { exposureDue, floorsDue, incidentChanged, incidentOpened } from '../events.js';
import { noCounts } from '../exposure/counts.js';
import type { EntryKind } from '../timeline/entry.entity.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { IncidentFacts, NewIncident } from './incident.dto.js';
import { Incident, incidentReference } from './incident.entity.js';
import { OpenIncidents, type Subject } from './open-incidents.queries.js';
import { writtenOf } from './written.js';

interface Step {
  action: string;
  kind: EntryKind;
  words: string;
  changes: Partial<Incident>;
}

/** Our cases about events upstream. `version` is the one that was read; without it the last word counts. */
@Injectable()
export class Incidents {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly webhooks: Webhooks,
    private readonly timeline: Timeline,
    private readonly others: OpenIncidents,
  ) {}

  /** Inside the transaction that is open or in its own. */
  async open(
    actor: Actor,
    leadId: string,
    facts: NewIncident,
  ): Promise<{ id: string; reference: string }> {
    const id = newId();
    const eventId = facts.eventId ?? null;
    const written = writtenOf(facts, eventId);
    return this.database.transaction(async () => {
      await this.mustHaveAccess(facts.leadId ?? leadId);
      if (eventId !== null) await this.mustBeAnEvent(eventId);
      // Held until the transaction ends, so that no number is left out.
      await this.database.hold('incident_counter', 'incident');
      if (!facts.alongside) await this.mustBeTheFirst({ ...written, eventId });
      const number = await this.nextNumber();
      const now = this.clock.now();
      const reference = incidentReference(number);
      const known = { ...written, eventId, leadId: facts.leadId ?? leadId };
      await this.database.repository(Incident).insert({
        id,
        number,
        ...known,
        state: 'open',
        openedBy: actor.name,
        openedAt: now,
        confirmedBecause: null,
        confirmedBy: null,
        confirmedAt: null,
        closedBecause: null,
        closedBy: null,
        closedAt: null,
        derivation: 0,
        derivedAt: null,
        counts: noCounts,
        updatedAt: now,
        version: 1,
      });
      const subject = { kind: 'incident', id };
      this.journal.record(actor, 'incident.opened', subject, null, { reference, ...known });
      const words = `${reference} was opened: ${facts.title}.`;
      await this.timeline.note(actor, { incidentId: id, kind: 'opened', words });
      await this.jobs.enqueue(exposureDue, { incidentId: id, cause: 'The incident was opened.' });
      await this.webhooks.announce(incidentOpened, { incidentId: id });
      return { id, reference };
    });
  }

  async change(
    actor: Actor,
    id: string,
    version: number | undefined,
    facts: IncidentFacts,
  ): Promise<void> {
    await this.step(actor, id, version, async (before) => {
      mustBeOpen(before);
      const leadId = facts.leadId ?? before.leadId;
      if (leadId !== before.leadId) await this.mustHaveAccess(leadId);
      const words = 'What is said of the incident was changed.';
      const changes = { ...writtenOf(facts, before.eventId), leadId };
      return { action: 'incident.changed', kind: 'changed', words, changes };
    });
  }

  /** A person says that it touches our data. */
  async confirm(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, (before) => {
      mustBeOpen(before);
      if (before.confirmedAt) throw new Conflict('This incident is confirmed already.');
      const by = { confirmedBy: actor.name, confirmedAt: this.clock.now() };
      const words = `${actor.name} confirmed that it touches our data: ${reason}`;
      const changes = { confirmedBecause: reason, ...by };
      return { action: 'incident.confirmed', kind: 'confirmed', words, changes };
    });
  }

  /** It was confirmed too soon. */
  async unconfirm(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, (before) => {
      mustBeOpen(before);
      if (!before.confirmedAt) throw new Conflict('This incident is not confirmed.');
      const words = `${actor.name} took back that it touches our data: ${reason}`;
      const changes = { confirmedBecause: null, confirmedBy: null, confirmedAt: null };
      return { action: 'incident.unconfirmed', kind: 'unconfirmed', words, changes };
    });
  }

  /** From then on its standings stay as they are. */
  async close(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, (before) => {
      mustBeOpen(before);
      const by = { closedBy: actor.name, closedAt: this.clock.now() };
      const words = `${actor.name} closed it: ${reason}`;
      const changes = { state: 'closed' as const, closedBecause: reason, ...by };
      return { action: 'incident.closed', kind: 'closed', words, changes };
    });
  }

  async reopen(
    actor: Actor,
    id: string,
    version: number | undefined,
    reason: string,
  ): Promise<void> {
    await this.step(actor, id, version, (before) => {
      if (before.state === 'open') throw new Conflict('This incident is open.');
      const words = `${actor.name} opened it again: ${reason}`;
      const changes = {
        state: 'open' as const,
        closedBecause: null,
        closedBy: null,
        closedAt: null,
      };
      return { action: 'incident.reopened', kind: 'reopened', words, changes };
    });
  }

  async byId(id: string): Promise<Incident> {
    const incident = await this.database.repository(Incident).findOneBy({ id });
    if (!incident) throw new NotFound('incident');
    return incident;
  }

  private async step(
    actor: Actor,
    id: string,
    version: number | undefined,
    decide: (before: Incident) => Step | Promise<Step>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('incident', id);
      const before = await this.byId(id);
      if (version !== undefined && before.version !== version) throw new Stale('incident');
      const { action, kind, words, changes } = await decide(before);
      await changeVersioned(this.database.repository(Incident), 'incident', before, {
        ...changes,
        updatedAt: this.clock.now(),
      });
      const was = Object.fromEntries(
        Object.keys(changes).map((key) => [key, before[key as keyof Incident]]),
      );
      this.journal.record(actor, action, { kind: 'incident', id }, was, changes);
      await this.timeline.note(actor, { incidentId: id, kind, words });
      await this.follow(id, kind, incidentChanged);
    });
  }

  private async follow(incidentId: string, kind: EntryKind, news: News): Promise<void> {
    const derives = kind === 'changed' || kind === 'reopened';
    const cause = `The incident was ${kind === 'changed' ? 'changed' : 'opened again'}.`;
    if (derives) await this.jobs.enqueue(exposureDue, { incidentId, cause });
    await this.jobs.enqueue(floorsDue, { incidentId });
    await this.webhooks.announce(news, { incidentId });
  }

  private async mustHaveAccess(userId: string): Promise<void> {
    const user = await this.database.repository(User).findOneBy({ id: userId });
    if (!user || user.disabledAt) throw new Invalid({ leadId: 'is nobody with access here' });
  }

  private async mustBeAnEvent(eventId: string): Promise<void> {
    const known = await this.database.repository(AdvisoryEvent).existsBy({ id: eventId });
    if (!known) throw new Invalid({ eventId: 'is no event that advisories tell of' });
  }

  private async mustBeTheFirst(subject: Subject): Promise<void> {
    const [open] = await this.others.about(subject);
    if (!open) return;
    const { reference, title, concerns } = open;
    const also = concerns
      ? `${reference} concerns ${concerns}, too, and is open already`
      : `${reference} about this event is open already`;
    throw new Conflict(
      `${also}: ${title}. Go on with it, or say that you open another one on purpose.`,
    );
  }

  private async nextNumber(): Promise<number> {
    await this.database.sql`UPDATE incident_counter SET last = last + 1 WHERE id = 'incident'`;
    const [counted] = await this.database.sql<{ last: number }[]>`
      SELECT last FROM incident_counter WHERE id = 'incident'`;
    if (!counted)
      throw new Error('The counter of incidents is not there: the database is damaged.');
    return counted.last;
  }
}

function mustBeOpen({ state }: Incident): void {
  if (state !== 'open') throw new Conflict('This incident is closed. Open it again first.');
}
