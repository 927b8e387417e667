import { Injectable } from '@nestjs/common';
import { system, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../platform/errors.js';
import { changedNews } from './events.js';
import type {
  FindingChange,
  PlanFacts,
  Reopening,
  Resolution,
  Verification,
} from './finding.dto.js';
import { Finding, type FindingState } from './finding.entity.js';
import { Limits } from './limits.service.js';
import { Raising, type Raised, type RaisedFacts } from './raising.service.js';
import { findingRefusal, handOf, stateAfter, type FindingStep } from './states.js';
import { Telling } from './telling.service.js';

/** What is journalled as having changed, beside the state. */
type Changes = Partial<Omit<Finding, 'id' | 'number' | 'state' | 'version'>>;

const unresolved = {
  resolution: null,
  resolvedBy: null,
  resolvedByKind: null,
  resolvedAt: null,
  verification: null,
  verifiedBy: null,
  verifiedAt: null,
  gapClosedAt: null,
} as const;
const unplanned = {
  plan: null,
  plannedFor: null,
  plannedBy: null,
  plannedByKind: null,
  plannedAt: null,
} as const;

/** Gaps at vendors, from being raised to being verified. `version` is the one that was read; without it the last word counts. */
@Injectable()
export class Findings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly telling: Telling,
    private readonly raising: Raising,
    private readonly limits: Limits,
  ) {}

  /**
   * Raises a finding, inside the transaction that is open or in its own. The same gap is raised once: a rule is given
   * the one that stands, a person is refused.
   */
  async raise(actor: Actor, facts: RaisedFacts): Promise<Raised> {
    return this.raising.raise(actor, facts);
  }

  async change(
    actor: Actor,
    id: string,
    version: number | undefined,
    facts: FindingChange,
  ): Promise<void> {
    await this.step(actor, id, version, 'change', 'finding.changed', async (before) => {
      const { title, severity, ownerId, dueOn } = facts;
      if (dueOn !== before.dueOn) await this.limits.mustBePossible('dueOn', dueOn);
      if (ownerId !== before.ownerId) await this.limits.mustHaveAccess(ownerId);
      const detail = facts.detail || null;
      const proposedRemediation = facts.proposedRemediation || null;
      return { title, detail, severity, proposedRemediation, ownerId, dueOn };
    });
  }

  /** What the vendor will do, and by when; planned anew it replaces the plan before. */
  async plan(
    actor: Actor,
    id: string,
    version: number | undefined,
    { plan, plannedFor }: PlanFacts,
  ): Promise<void> {
    await this.step(actor, id, version, 'plan', 'finding.planned', async () => {
      await this.limits.mustBePossible('plannedFor', plannedFor);
      const by = { plannedBy: actor.name, plannedByKind: actor.kind };
      return { plan, plannedFor, ...by, plannedAt: this.clock.now() };
    });
  }

  async resolve(
    actor: Actor,
    id: string,
    version: number | undefined,
    { resolution }: Resolution,
  ): Promise<void> {
    await this.step(actor, id, version, 'resolve', 'finding.resolved', () => {
      const by = { resolvedBy: actor.name, resolvedByKind: actor.kind };
      return { resolution, ...by, resolvedAt: this.clock.now() };
    });
  }

  async verify(
    actor: Actor,
    id: string,
    version: number | undefined,
    { verification }: Verification,
  ): Promise<void> {
    await this.step(actor, id, version, 'verify', 'finding.verified', () => {
      return { verification, verifiedBy: actor.name, verifiedAt: this.clock.now() };
    });
  }

  /** Open again, and to be planned anew; what was said of its plan and its resolution stays in the journal. */
  async reopen(
    actor: Actor,
    id: string,
    version: number | undefined,
    { reason }: Reopening,
  ): Promise<void> {
    await this.step(actor, id, version, 'reopen', 'finding.reopened', async (before) => {
      return { ...unplanned, ...unresolved, ...(await this.reopened(before, reason)) };
    });
  }

  /** Its risk is borne until a day: what was approved is kept by whoever calls, in the same transaction. */
  async accept(actor: Actor, id: string, acceptedUntil: string): Promise<void> {
    await this.step(actor, id, undefined, 'accept', 'finding.accepted', () => ({ acceptedUntil }));
  }

  /** Its risk is no longer borne: it is open again. */
  async endAcceptance(actor: Actor, id: string, reason: string): Promise<void> {
    const action = 'finding.acceptance_ended';
    await this.step(actor, id, undefined, 'endAcceptance', action, async (before) => {
      return { acceptedUntil: null, ...unplanned, ...(await this.reopened(before, reason)) };
    });
  }

  /** An answer or a judgement closed the gap: it waits for us to verify it, unless it is beyond that already. */
  async closeGap(id: string, resolution: string): Promise<void> {
    await this.step(system, id, undefined, 'resolve', 'finding.resolved', () => {
      const now = this.clock.now();
      const by = { resolvedBy: system.name, resolvedByKind: system.kind };
      return { resolution, ...by, resolvedAt: now, gapClosedAt: now };
    });
  }

  async byId(id: string): Promise<Finding> {
    const finding = await this.database.repository(Finding).findOneBy({ id });
    if (!finding) throw new NotFound('finding');
    return finding;
  }

  /** One whose day has passed meanwhile is due anew. */
  private async reopened({ dueOn, severity }: Finding, reason: string): Promise<Changes> {
    const past = dueOn < this.clock.today();
    return {
      reopenedBecause: reason,
      reopenedAt: this.clock.now(),
      dueOn: past ? await this.limits.usualDueDay(severity) : dueOn,
    };
  }

  private async step(
    actor: Actor,
    id: string,
    version: number | undefined,
    step: FindingStep,
    action: string,
    changesOf: (before: Finding) => Changes | Promise<Changes>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('finding', id);
      const before = await this.byId(id);
      if (version !== undefined && before.version !== version) throw new Stale('finding');
      const refusal = findingRefusal(step, before.state, handOf(actor));
      if (refusal !== undefined) throw new Conflict(refusal);
      const changes = { ...(await changesOf(before)), state: stateAfter(step, before.state) };
      await this.write(actor, before, action, changes);
    });
  }

  private async write(
    actor: Actor,
    before: Finding,
    action: string,
    changes: Changes & { state: FindingState },
  ): Promise<void> {
    const dated = { ...changes, updatedAt: this.clock.now() };
    await changeVersioned(this.database.repository(Finding), 'finding', before, dated);
    const was = Object.fromEntries(
      Object.keys(changes).map((name) => [name, before[name as keyof Finding]]),
    );
    await this.telling.tell(actor, action, before, changedNews, was, changes);
  }
}
