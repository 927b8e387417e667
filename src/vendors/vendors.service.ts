import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import type { Band, Overridden } from '../scoring/index.js';
import { Engagement } from './engagement.entity.js';
import { dueDatesMoved, vendorLeaveMoved, vendorStatusMoved } from './events.js';
import type { VendorFacts } from './vendor.dto.js';
import { Vendor, VendorWord, type VendorStatus } from './vendor.entity.js';
import { sortNameOf, wordsOf } from './vendor-name.js';
import { worstOf } from './worst.js';

export interface Rating {
  band: Band;
  residual: number;
  floored: boolean;
  bandReason: string;
  /** Where a person has set the band. */
  overridden: Overridden | null;
}

@Injectable()
export class Vendors {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  async create(actor: Actor, ownerId: string, facts: VendorFacts): Promise<{ id: string }> {
    const id = newId();
    const now = this.clock.now();
    const written = {
      ...columnsOf(facts),
      ownerId: facts.ownerId ?? ownerId,
      sendsReassessments: facts.sendsReassessments ?? false,
    };
    await this.database.transaction(async () => {
      await this.database.repository(Vendor).insert({
        id,
        ...written,
        sortName: sortNameOf(facts.name),
        leftAt: hasLeft(facts.status) ? now : null,
        createdAt: now,
        updatedAt: now,
        version: 1,
      });
      await this.indexWords(id, facts.name);
      await this.jobs.enqueue(vendorStatusMoved, { vendorId: id });
      if (facts.status === 'offboarding')
        await this.jobs.enqueue(vendorLeaveMoved, { vendorId: id });
      this.journal.record(actor, 'vendor.created', { kind: 'vendor', id }, null, written);
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: VendorFacts): Promise<void> {
    await this.database.transaction(async () => {
      const vendors = this.database.repository(Vendor);
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('vendor');
      const written = {
        ...columnsOf(facts),
        ownerId: facts.ownerId ?? before.ownerId,
        sendsReassessments: facts.sendsReassessments ?? before.sendsReassessments,
      };
      await changeVersioned(vendors, 'vendor', before, {
        ...written,
        sortName: sortNameOf(facts.name),
        leftAt: hasLeft(facts.status) ? (before.leftAt ?? this.clock.now()) : null,
        updatedAt: this.clock.now(),
      });
      if (facts.name !== before.name) await this.indexWords(id, facts.name);
      const { name, website, description, status, ownerId, sendsReassessments } = before;
      const was = { name, website, description, status, ownerId, sendsReassessments };
      if (status !== written.status || ownerId !== written.ownerId) {
        await this.jobs.enqueue(dueDatesMoved, { vendorId: id });
      }
      if (status !== written.status) await this.tellStatus(id);
      this.journal.record(actor, 'vendor.changed', { kind: 'vendor', id }, was, written);
    });
  }

  /** Moves it on to another status and leaves the rest; one that has it already stays as it is. */
  async moveTo(actor: Actor, id: string, status: VendorStatus): Promise<void> {
    await this.database.transaction(async () => {
      await this.database.hold('vendor', id);
      const before = await this.byId(id);
      if (before.status === status) return;
      const now = this.clock.now();
      await changeVersioned(this.database.repository(Vendor), 'vendor', before, {
        status,
        leftAt: hasLeft(status) ? (before.leftAt ?? now) : null,
        updatedAt: now,
      });
      await this.jobs.enqueue(dueDatesMoved, { vendorId: id });
      await this.tellStatus(id);
      const was = { status: before.status };
      this.journal.record(actor, 'vendor.changed', { kind: 'vendor', id }, was, { status });
    });
  }

  async byId(id: string): Promise<Vendor> {
    const vendor = await this.database.repository(Vendor).findOneBy({ id });
    if (!vendor) throw new NotFound('vendor');
    return vendor;
  }

  /** Takes over the worst tier and inherent level of its engagements. */
  async followEngagements(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const engagements = await this.database.repository(Engagement).findBy({ vendorId: id });
      const { tier, inherentLevel } = worstOf(engagements.map(({ inherent }) => inherent));
      await this.database
        .repository(Vendor)
        .update({ id }, { tier, inherentLevel, updatedAt: this.clock.now() });
      await this.jobs.enqueue(dueDatesMoved, { vendorId: id });
    });
  }

  /** Takes over the result of its last score. */
  async rate(id: string, rating: Rating): Promise<void> {
    await this.database.transaction(async () => {
      const changes = { ...rating, updatedAt: this.clock.now() };
      const rated = await this.database.repository(Vendor).update({ id }, changes);
      if (rated.affected !== 1) throw new NotFound('vendor');
    });
  }

  private async tellStatus(vendorId: string): Promise<void> {
    await this.jobs.enqueue(vendorStatusMoved, { vendorId });
    await this.jobs.enqueue(vendorLeaveMoved, { vendorId });
  }

  private async indexWords(vendorId: string, name: string): Promise<void> {
    const words = this.database.repository(VendorWord);
    await words.delete({ vendorId });
    await words.insert(wordsOf(name).map((word) => ({ vendorId, word })));
  }
}

const hasLeft = (status: VendorStatus): boolean => status === 'offboarded' || status === 'rejected';

function columnsOf({ name, website, description, status }: VendorFacts) {
  return { name, website: website ?? null, description: description ?? null, status };
}
