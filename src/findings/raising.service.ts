import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Invalid } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Jobs } from '../platform/jobs/index.js';
import { dueDatesMoved, Engagements, Vendors } from '../vendors/index.js';
import { Webhooks } from '../webhooks/index.js';
import { raisedNews } from './events.js';
import type { FindingFacts } from './finding.dto.js';
import { Finding, referenceOf, type FindingRule, type OriginKind } from './finding.entity.js';
import { Limits } from './limits.service.js';

export interface RaisedFacts extends FindingFacts {
  vendorId: string;
  engagementId?: string | undefined;
  assessmentId?: string | undefined;
  originKind: OriginKind;
  originId?: string | undefined;
  /** The key of the question. */
  originPart?: string | undefined;
  raisedByRule?: FindingRule | undefined;
  /** Names the gap where it is to be raised once only, whoever raises it. */
  gap?: string | undefined;
}

export interface Raised {
  id: string;
  reference: string;
  /** False where a rule met a gap that has its finding already. */
  isNew: boolean;
}

/** Gives a finding its number: one at a time, so that none is left out. */
@Injectable()
export class Raising {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly limits: Limits,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly webhooks: Webhooks,
  ) {}

  async raise(actor: Actor, facts: RaisedFacts): Promise<Raised> {
    return this.database.transaction(async () => {
      const settled = await this.settled(facts);
      // Held until the transaction ends: two who raise wait for each other, and whoever is undone took no number.
      await this.database.hold('finding_counter', 'finding');
      const standing = await this.standing(facts);
      if (standing) return standing;
      const finding = await this.insert(actor, facts, settled);
      await this.tell(actor, finding);
      return { id: finding.id, reference: referenceOf(finding.number), isNew: true };
    });
  }

  /** That an assessment met the gap of a finding; noting it twice changes nothing. */
  async sight(findingId: string, assessmentId: string, questionKey: string | null): Promise<void> {
    await this.database.sql`
      INSERT INTO finding_sighting (finding_id, assessment_id, question_key, seen_at)
      VALUES (${findingId}, ${assessmentId}, ${questionKey}, ${this.clock.now().toISOString()})
      ON CONFLICT (finding_id, assessment_id) DO NOTHING`;
  }

  private async settled({
    vendorId,
    engagementId,
    severity,
    ...facts
  }: RaisedFacts): Promise<Pick<Finding, 'ownerId' | 'dueOn'>> {
    const vendor = await this.vendors.byId(vendorId);
    if (engagementId) {
      const engagement = await this.engagements.byId(engagementId);
      if (engagement.vendorId !== vendorId) {
        throw new Invalid({ engagementId: 'is not an engagement of this vendor' });
      }
    }
    if (facts.ownerId) await this.limits.mustHaveAccess(facts.ownerId);
    if (facts.dueOn) await this.limits.mustBePossible('dueOn', facts.dueOn);
    return {
      ownerId: facts.ownerId || vendor.ownerId,
      dueOn: facts.dueOn || (await this.limits.usualDueDay(severity)),
    };
  }

  private async standing({
    gap,
    raisedByRule,
    assessmentId,
    originPart,
  }: RaisedFacts): Promise<Raised | undefined> {
    if (gap === undefined) return undefined;
    const found = await this.database.repository(Finding).findOneBy({ gap });
    if (!found) return undefined;
    const reference = referenceOf(found.number);
    if (raisedByRule === undefined) {
      throw new Conflict(`${reference} is about this already: change it, or reopen it.`);
    }
    if (assessmentId) await this.sight(found.id, assessmentId, originPart ?? null);
    return { id: found.id, reference, isNew: false };
  }

  private async insert(
    actor: Actor,
    facts: RaisedFacts,
    settled: Pick<Finding, 'ownerId' | 'dueOn'>,
  ): Promise<Finding> {
    const number = await this.nextNumber();
    const now = this.clock.now();
    const finding: Finding = {
      id: newId(),
      number,
      vendorId: facts.vendorId,
      engagementId: facts.engagementId || null,
      assessmentId: facts.assessmentId ?? null,
      originKind: facts.originKind,
      originId: facts.originId ?? null,
      originPart: facts.originPart ?? null,
      raisedByRule: facts.raisedByRule ?? null,
      gap: facts.gap ?? null,
      gapClosedAt: null,
      title: facts.title,
      detail: facts.detail || null,
      severity: facts.severity,
      proposedRemediation: facts.proposedRemediation || null,
      ...settled,
      state: 'open',
      plan: null,
      plannedFor: null,
      plannedBy: null,
      plannedByKind: null,
      plannedAt: null,
      resolution: null,
      resolvedBy: null,
      resolvedByKind: null,
      resolvedAt: null,
      verification: null,
      verifiedBy: null,
      verifiedAt: null,
      reopenedBecause: null,
      reopenedAt: null,
      acceptedUntil: null,
      raisedBy: actor.name,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    await this.database.repository(Finding).insert(finding);
    const { assessmentId, originPart } = finding;
    if (assessmentId) await this.sight(finding.id, assessmentId, originPart);
    return finding;
  }

  /** While the counter is held. */
  private async nextNumber(): Promise<number> {
    await this.database.sql`UPDATE finding_counter SET last = last + 1 WHERE id = 'finding'`;
    const [counted] = await this.database.sql<{ last: number }[]>`
      SELECT last FROM finding_counter WHERE id = 'finding'`;
    if (!counted) throw new Error('The counter of findings is not there: the database is damaged.');
    return counted.last;
  }

  private async tell(actor: Actor, finding: Finding): Promise<void> {
    const { id, number, vendorId, engagementId, assessmentId, ownerId, dueOn } = finding;
    const { originKind, originId, originPart, raisedByRule, title, detail, severity } = finding;
    const written = {
      reference: referenceOf(number),
      vendorId,
      engagementId,
      assessmentId,
      originKind,
      originId,
      originPart,
      raisedByRule,
      title,
      detail,
      severity,
      proposedRemediation: finding.proposedRemediation,
      ownerId,
      dueOn,
      state: 'open',
    };
    this.journal.record(actor, 'finding.raised', { kind: 'finding', id }, null, written);
    await this.jobs.enqueue(dueDatesMoved, { vendorId });
    await this.webhooks.announce(raisedNews, { vendorId, findingId: id });
  }
}
