import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Conflict, Invalid } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { Engagements, Vendors } from '../vendors/index.js';
import { raisedNews } from './events.js';
import {
  Finding,
  referenceOf,
  type FindingRule,
  type OriginKind,
  type Severity,
} from './finding.entity.js';
import { Limits } from './limits.service.js';
import { Telling } from './telling.service.js';

export interface RaisedFacts {
  vendorId: string;
  engagementId?: string | undefined;
  assessmentId?: string | undefined;
  originKind: OriginKind;
  originId?: string | undefined;
  /** The key of the question. */
  originPart?: string | undefined;
  raisedByRule?: FindingRule | undefined;
  /** The domain of the question, in words. */
  domain?: string | undefined;
  /** Names the gap where it is to be raised once only, whoever raises it. */
  gap?: string | undefined;
  title: string;
  detail?: string | undefined;
  severity: Severity;
  proposedRemediation?: string | undefined;
  /** The vendor's owner, unless told. */
  ownerId?: string | undefined;
  /** `YYYY-MM-DD`; what the policy gives, unless told. */
  dueOn?: string | undefined;
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
    private readonly clock: Clock,
    private readonly limits: Limits,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly telling: Telling,
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
      domain: facts.domain ?? null,
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
    const { number, vendorId, engagementId, assessmentId, ownerId, dueOn, state } = finding;
    const { originKind, originId, originPart, raisedByRule, title, detail, severity } = finding;
    const { domain, proposedRemediation } = finding;
    const origin = { originKind, originId, originPart, raisedByRule };
    const about = { vendorId, engagementId, assessmentId, domain };
    const said = { title, detail, severity, proposedRemediation, ownerId, dueOn, state };
    const written = { reference: referenceOf(number), ...about, ...origin, ...said };
    await this.telling.tell(actor, 'finding.raised', finding, raisedNews, null, written);
  }
}
