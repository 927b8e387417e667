import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { changeVersioned, Database } from '../platform/database/index.js';
import { Invalid, NotFound, Stale } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { assessInherentRisk, type Band } from '../scoring/index.js';
import { Engagement } from './engagement.entity.js';
import type { NewEngagement } from './engagement.dto.js';
import { unlessNamed } from './unless-named.js';
import { Vendors } from './vendors.service.js';

@Injectable()
export class Engagements {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly vendors: Vendors,
  ) {}

  async add(actor: Actor, vendorId: string, facts: NewEngagement): Promise<{ id: string }> {
    const id = newId();
    const now = this.clock.now();
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      await this.vendors.byId(vendorId);
      await this.database
        .repository(Engagement)
        .insert({ id, vendorId, ...written, createdAt: now, updatedAt: now, version: 1 });
      await this.vendors.followEngagements(vendorId);
      const subject = { kind: 'engagement', id };
      this.journal.record(actor, 'engagement.added', subject, null, { vendorId, ...written });
    });
    return { id };
  }

  async change(actor: Actor, id: string, version: number, facts: NewEngagement): Promise<void> {
    const written = columnsOf(facts);
    await this.database.transaction(async () => {
      await this.database.hold('engagement', id);
      const before = await this.byId(id);
      if (before.version !== version) throw new Stale('engagement');
      if (!facts.holdsCredentials) await this.mustHoldNone(id);
      const changes = { ...written, updatedAt: this.clock.now() };
      await changeVersioned(this.database.repository(Engagement), 'engagement', before, changes);
      await this.vendors.followEngagements(before.vendorId);
      const was = Object.fromEntries(
        Object.keys(written).map((key) => [key, before[key as keyof Engagement]]),
      );
      const subject = { kind: 'engagement', id };
      this.journal.record(actor, 'engagement.changed', subject, was, written);
    });
  }

  /** In a transaction: it holds credentials of ours, since one was listed, whatever was said of it before. */
  async holdCredentials(actor: Actor, id: string): Promise<void> {
    const before = await this.byId(id);
    if (before.holdsCredentials) return;
    const { inherent, tier } = before;
    const risk = assessInherentRisk({ ...before, holdsCredentials: true });
    const changes = { holdsCredentials: true, inherent: risk, tier: risk.tier };
    const updatedAt = this.clock.now();
    const engagements = this.database.repository(Engagement);
    await changeVersioned(engagements, 'engagement', before, { ...changes, updatedAt });
    await this.vendors.followEngagements(before.vendorId);
    const was = { holdsCredentials: false, inherent, tier };
    this.journal.record(actor, 'engagement.changed', { kind: 'engagement', id }, was, changes);
  }

  /** In a transaction: nobody else changes or holds this vendor and its engagements until it ends; in the order in which they are edited. */
  async holdVendor(vendorId: string): Promise<void> {
    const found = await this.database.sql<{ id: string }[]>`
      SELECT id FROM engagement WHERE vendor_id = ${vendorId}`;
    await this.database.hold('engagement', ...found.map(({ id }) => id));
    await this.database.hold('vendor', vendorId);
  }

  /** Takes over the band of the score on its latest answers. */
  async rate(id: string, band: Band): Promise<void> {
    await this.database.repository(Engagement).update({ id }, { band });
  }

  /** Only while nothing was assessed for it: then it stays, as what was decided on. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    const removal = this.database.transaction(async () => {
      const before = await this.byId(id);
      const removed = await this.database.repository(Engagement).delete({ id, version });
      if (removed.affected !== 1) throw new Stale('engagement');
      await this.vendors.followEngagements(before.vendorId);
      const subject = { kind: 'engagement', id };
      this.journal.record(actor, 'engagement.removed', subject, before, null);
    });
    await unlessNamed(
      removal,
      'Something was assessed or noted for it, so it stays. If it has ended, say until when the contract ran.',
    );
  }

  async byId(id: string): Promise<Engagement> {
    const engagement = await this.database.repository(Engagement).findOneBy({ id });
    if (!engagement) throw new NotFound('engagement');
    return engagement;
  }

  async ofVendor(vendorId: string): Promise<Engagement[]> {
    await this.vendors.byId(vendorId);
    return this.database.repository(Engagement).find({ where: { vendorId }, order: { id: 'ASC' } });
  }

  private async mustHoldNone(id: string): Promise<void> {
    const held = await this.database.sql<object[]>`
      SELECT id FROM credential WHERE engagement_id = ${id} AND ended_at IS NULL LIMIT 1`;
    if (held.length > 0) {
      throw new Invalid({
        holdsCredentials: 'is not ticked, but some are listed: end those first',
      });
    }
  }
}

function columnsOf({ purpose, startsOn, endsOn, ...facts }: NewEngagement) {
  if (startsOn && endsOn && endsOn < startsOn) throw new Invalid({ endsOn: 'is before the start' });
  const inherent = assessInherentRisk(facts);
  return {
    ...facts,
    likelihood: { ...facts.likelihood },
    purpose: purpose ?? null,
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
    inherent,
    tier: inherent.tier,
  };
}
