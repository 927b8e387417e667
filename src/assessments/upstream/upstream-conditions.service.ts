import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import type { FloorConditions } from '../../scoring/index.js';
import { upstreamMoved } from '../events.js';
import { UpstreamCondition, type UpstreamFloor } from './upstream-condition.entity.js';

export interface Upstream {
  vendorId: string;
  floor: UpstreamFloor;
  subject: { kind: string; id: string };
}

/** What happens upstream and keeps vendors' bands up. Whoever derives it says so; scores follow. */
@Injectable()
export class UpstreamConditions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** In a transaction. Holding the same again changes nothing; with another reason it takes the place of the first. */
  async hold(
    actor: Actor,
    { vendorId, floor, subject, reason }: Upstream & { reason: string },
  ): Promise<void> {
    await this.database.hold('vendor', vendorId);
    const open = await this.open({ vendorId, floor, subject });
    if (open?.reason === reason) return;
    const conditions = this.database.repository(UpstreamCondition);
    const now = this.clock.now();
    if (open) await conditions.update({ id: open.id }, { closedAt: now, closingReason: reason });
    await conditions.insert({
      id: newId(),
      vendorId,
      floor,
      subjectKind: subject.kind,
      subjectId: subject.id,
      reason,
      openedAt: now,
      closedAt: null,
      closingReason: null,
    });
    const was = open && { floor, subject, reason: open.reason };
    const about = { kind: 'vendor', id: vendorId };
    this.journal.record(actor, 'vendor.floor_raised', about, was, { floor, subject, reason });
    await this.jobs.enqueue(upstreamMoved, { vendorId, cause: `${floor}: ${reason}.` });
  }

  /** In a transaction. `why` is a sentence; closing what is not open changes nothing. */
  async close(actor: Actor, upstream: Upstream, why: string): Promise<void> {
    const { vendorId, floor, subject } = upstream;
    await this.database.hold('vendor', vendorId);
    const open = await this.open(upstream);
    if (!open) return;
    await this.database
      .repository(UpstreamCondition)
      .update({ id: open.id }, { closedAt: this.clock.now(), closingReason: why });
    const was = { floor, subject, reason: open.reason };
    const about = { kind: 'vendor', id: vendorId };
    this.journal.record(actor, 'vendor.floor_lifted', about, was, { why });
    await this.jobs.enqueue(upstreamMoved, { vendorId, cause: `${floor} is lifted: ${why}` });
  }

  /** Open conditions, oldest first. */
  async ofVendor(vendorId: string): Promise<UpstreamCondition[]> {
    return this.database
      .repository(UpstreamCondition)
      .createQueryBuilder('c')
      .where('c.vendor_id = :vendorId AND c.closed_at IS NULL', { vendorId })
      .orderBy('c.opened_at')
      .addOrderBy('c.id')
      .getMany();
  }

  /** As the scoring model takes them. */
  async forScore(
    vendorId: string,
  ): Promise<Pick<FloorConditions, 'openMalwareMatches' | 'openIncidents'>> {
    const open = await this.ofVendor(vendorId);
    const reasons = (wanted: UpstreamFloor) =>
      open.filter(({ floor }) => floor === wanted).map(({ reason }) => ({ reason }));
    return { openMalwareMatches: reasons('F2'), openIncidents: reasons('F5') };
  }

  private async open({ vendorId, floor, subject }: Upstream): Promise<UpstreamCondition | null> {
    return this.database
      .repository(UpstreamCondition)
      .createQueryBuilder('c')
      .where('c.vendor_id = :vendorId AND c.floor = :floor AND c.subject_id = :subjectId', {
        vendorId,
        floor,
        subjectId: subject.id,
      })
      .andWhere('c.closed_at IS NULL')
      .getOne();
  }
}
