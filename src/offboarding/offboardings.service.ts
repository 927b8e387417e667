import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { User } from '../identity/index.js';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { addDays, Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Conflict, Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { Policies } from '../policies/index.js';
import { dueDatesMoved, Vendors, type VendorStatus } from '../vendors/index.js';
import { Webhooks } from '../webhooks/index.js';
import { endLinks } from './asking/ended-links.js';
import { Checklists } from './checklists.queries.js';
import { vendorOffboarded } from './events.js';
import type { NewOffboarding, OffboardingFacts } from './offboarding.dto.js';
import { Offboarding } from './offboarding.entity.js';
import { offboardingPolicy } from './offboarding-policy.js';

/** Leaving a vendor: begun, changed, completed, or called off. `version` is the one that was read. */
@Injectable()
export class Offboardings {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly vendors: Vendors,
    private readonly checklists: Checklists,
    private readonly webhooks: Webhooks,
  ) {}

  /** A vendor in use is offboarding from then on; one that has left already keeps its status. */
  async start(actor: Actor, vendorId: string, facts: NewOffboarding = {}): Promise<{ id: string }> {
    const { days } = await this.policies.read(offboardingPolicy);
    return this.database.transaction(async () => {
      await this.database.hold('vendor', vendorId);
      const vendor = await this.vendors.byId(vendorId);
      if (await this.running(vendorId)) {
        throw new Conflict('This vendor is being offboarded already.');
      }
      const ownerId = facts.ownerId ?? vendor.ownerId;
      if (facts.ownerId) await this.mustHaveAccess(facts.ownerId);
      const dueOn = facts.dueOn ?? addDays(this.clock.today(), days);
      this.mustNotBePast(dueOn);
      const id = newId();
      const now = this.clock.now();
      const none = { endedBy: null, endedAt: null, endedBecause: null, stood: null };
      const begun = { startedBy: actor.name, startedAt: now, updatedAt: now, version: 1 };
      const written = { vendorId, ownerId, dueOn, state: 'running' as const };
      await this.database.repository(Offboarding).insert({ id, ...written, ...begun, ...none });
      this.journal.record(actor, 'offboarding.started', subjectOf(id), null, written);
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
      if (isInUse(vendor.status)) await this.vendors.moveTo(actor, vendorId, 'offboarding');
      return { id };
    });
  }

  async change(
    actor: Actor,
    id: string,
    version: number | undefined,
    { ownerId, dueOn }: OffboardingFacts,
  ): Promise<void> {
    await this.step(actor, id, version, 'offboarding.changed', async (before) => {
      if (ownerId !== before.ownerId) await this.mustHaveAccess(ownerId);
      if (dueOn !== before.dueOn) this.mustNotBePast(dueOn);
      return { ownerId, dueOn };
    });
  }

  /** Once every step is done or not needed; the vendor is offboarded with it. */
  async complete(actor: Actor, id: string, version: number | undefined): Promise<void> {
    await this.step(actor, id, version, 'offboarding.completed', async ({ vendorId }) => {
      await this.database.hold('vendor', vendorId);
      const { status } = await this.vendors.byId(vendorId);
      if (isInUse(status)) throw new Conflict('This vendor is in use again.');
      const stood = await this.checklists.ofOne({ id, vendorId });
      const missing = stood.flatMap((step) => (step.state === 'open' ? [step.missing ?? ''] : []));
      if (missing.length > 0) throw new Conflict(missing.join(' '));
      if (status === 'offboarding') await this.vendors.moveTo(actor, vendorId, 'offboarded');
      await this.webhooks.announce(vendorOffboarded, { vendorId, offboardingId: id });
      return { state: 'completed', endedBy: actor.name, endedAt: this.clock.now(), stood };
    });
  }

  /** The vendor is in use again: what was done stays on record. */
  async cancel(actor: Actor, id: string, reason: string): Promise<void> {
    await this.step(actor, id, undefined, 'offboarding.cancelled', async ({ vendorId }) => ({
      state: 'cancelled',
      endedBy: actor.name,
      endedAt: this.clock.now(),
      endedBecause: reason,
      stood: await this.checklists.ofOne({ id, vendorId }),
    }));
  }

  async running(vendorId: string): Promise<Offboarding | null> {
    return this.database.repository(Offboarding).findOneBy({ vendorId, endedAt: IsNull() });
  }

  async byId(id: string): Promise<Offboarding> {
    const offboarding = await this.database.repository(Offboarding).findOneBy({ id });
    if (!offboarding) throw new NotFound('offboarding');
    return offboarding;
  }

  /** Inside a transaction: nobody else changes it meanwhile, and it runs. */
  async held(id: string, version: number | undefined): Promise<Offboarding> {
    await this.database.hold('offboarding', id);
    const before = await this.byId(id);
    if (version !== undefined && before.version !== version) throw new Stale('offboarding');
    if (before.endedAt) throw new Conflict(`This offboarding is ${before.state}.`);
    return before;
  }

  /** Inside a transaction, after `held`: whoever has read it before is told that it moved on. */
  async touch(before: Offboarding, changes: Partial<Offboarding> = {}): Promise<void> {
    const updatedAt = this.clock.now();
    const offboardings = this.database.repository(Offboarding);
    await changeVersioned(offboardings, 'offboarding', before, { ...changes, updatedAt });
  }

  private async step(
    actor: Actor,
    id: string,
    version: number | undefined,
    action: string,
    decide: (before: Offboarding) => Promise<Partial<Offboarding>>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const before = await this.held(id, version);
      const changes = await decide(before);
      await this.touch(before, changes);
      // Whoever was asked about our data has nothing to say any more.
      if (changes.endedAt) await endLinks(this.database, id, changes.endedAt);
      const was = Object.fromEntries(
        Object.keys(changes).map((key) => [key, before[key as keyof Offboarding]]),
      );
      this.journal.record(actor, action, subjectOf(id), was, changes);
      await this.jobs.enqueue(dueDatesMoved, { vendorId: before.vendorId });
    });
  }

  private async mustHaveAccess(ownerId: string): Promise<void> {
    const owner = await this.database.repository(User).findOneBy({ id: ownerId });
    if (!owner || owner.disabledAt) throw new Invalid({ ownerId: 'is nobody with access here' });
  }

  private mustNotBePast(dueOn: string): void {
    if (dueOn < this.clock.today()) throw new Invalid({ dueOn: 'is in the past' });
  }
}

export const subjectOf = (id: string) => ({ kind: 'offboarding', id });

/** Whether we still buy from it and do not mean to stop. */
export const isInUse = (status: VendorStatus): boolean =>
  status === 'prospective' || status === 'active';
