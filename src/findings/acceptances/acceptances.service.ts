import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { changeVersioned, Database } from '../../platform/database/index.js';
import { Conflict, Forbidden, Invalid, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Policies } from '../../policies/index.js';
import { bandRank, type Band, type Tier } from '../../scoring/index.js';
import { Engagements, Vendors } from '../../vendors/index.js';
import { Webhooks } from '../../webhooks/index.js';
import { requestedNews } from '../events.js';
import { Finding } from '../finding.entity.js';
import { Findings } from '../findings.service.js';
import { findingRefusal } from '../states.js';
import type { AcceptanceReason, NewAcceptance } from './acceptance.dto.js';
import { RiskAcceptance, type AcceptanceEnd } from './acceptance.entity.js';
import { acceptancePolicy, longestAcceptance, untilProblem } from './longest.js';
import { whyWorse, type SetByHand } from './worse.js';

interface Standing {
  tier: Tier | null;
  band: Band | null;
}

interface Borne {
  id: string;
  engagementId: string | null;
  was: Band;
  is: Band;
}

/** Risks borne until a day. What was asked for or approved is never edited: a new one takes its place. */
@Injectable()
export class Acceptances {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly findings: Findings,
    private readonly vendors: Vendors,
    private readonly engagements: Engagements,
    private readonly webhooks: Webhooks,
  ) {}

  /** Asks for a risk to be borne; where it is borne already, for that to go on until another day. */
  async request(me: Caller, findingId: string, facts: NewAcceptance): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      const finding = await this.hold(findingId);
      const refusal = findingRefusal('accept', finding.state, 'us');
      if (refusal !== undefined) throw new Conflict(refusal);
      const acceptances = this.database.repository(RiskAcceptance);
      if (await acceptances.existsBy({ findingId, state: 'requested' })) {
        throw new Conflict(
          'Somebody has asked for this already: approve, refuse or withdraw that first.',
        );
      }
      const { reason, until } = facts;
      await this.mustBePossible(finding, until);
      await acceptances.insert({
        id,
        findingId,
        state: 'requested',
        reason,
        until,
        requesterId: me.userId,
        requester: me.name,
        requestedAt: this.clock.now(),
        version: 1,
      });
      this.record(me, 'finding.acceptance_requested', findingId, null, { reason, until });
      const { vendorId } = finding;
      await this.webhooks.announce(requestedNews, { vendorId, findingId, acceptanceId: id });
    });
    return { id };
  }

  /**
   * By somebody other than who asked; the band of this moment is kept beside it. Whoever looked at an older version of
   * the finding has to look again.
   */
  async approve(me: Caller, id: string, seen?: number): Promise<void> {
    await this.database.transaction(async () => {
      const { acceptance, finding } = await this.holdOf(id);
      const { findingId, until, requesterId } = acceptance;
      mustBe(acceptance, 'requested');
      if (requesterId === me.userId) {
        throw new Forbidden('You asked for this yourself: somebody else has to approve it.');
      }
      if (seen !== undefined && seen !== finding.version) throw new Stale('finding');
      await this.mustBePossible(finding, until);
      const { band } = await this.standingOf(finding);
      await this.supersede(me, findingId);
      await this.findings.accept(me, findingId, until);
      await this.write(acceptance, { state: 'approved', ...this.settledBy(me, null), band });
      this.record(me, 'finding.acceptance_approved', findingId, null, {
        until,
        band,
        acceptanceId: id,
      });
    });
  }

  async refuse(me: Caller, id: string, { reason }: AcceptanceReason): Promise<void> {
    await this.database.transaction(async () => {
      const { acceptance } = await this.holdOf(id);
      mustBe(acceptance, 'requested');
      if (acceptance.requesterId === me.userId) {
        throw new Forbidden('You asked for this yourself: withdraw it instead.');
      }
      await this.write(acceptance, { state: 'refused', ...this.settledBy(me, reason) });
      const after = { reason, acceptanceId: id };
      this.record(me, 'finding.acceptance_refused', acceptance.findingId, null, after);
    });
  }

  /** By whoever asked for it. */
  async withdraw(me: Caller, id: string): Promise<void> {
    await this.database.transaction(async () => {
      const { acceptance } = await this.holdOf(id);
      mustBe(acceptance, 'requested');
      if (acceptance.requesterId !== me.userId) {
        throw new Forbidden('Somebody else asked for this: refuse it instead.');
      }
      await this.write(acceptance, { state: 'withdrawn', ...this.settledBy(me, null) });
      const after = { acceptanceId: id };
      this.record(me, 'finding.acceptance_withdrawn', acceptance.findingId, null, after);
    });
  }

  /** Ends what was approved before its last day: the finding is open again. */
  async end(me: Caller, id: string, { reason }: AcceptanceReason): Promise<void> {
    await this.database.transaction(async () => {
      const { acceptance } = await this.holdOf(id);
      mustBe(acceptance, 'approved');
      await this.reopen(me, acceptance, 'by_hand', reason);
    });
  }

  /** Ends what has passed its last day; to be repeated as often as one likes. */
  async endExpired(): Promise<void> {
    const expired = await this.database.sql<{ id: string }[]>`
      SELECT id FROM risk_acceptance WHERE state = 'approved' AND until < ${this.clock.today()} ORDER BY until, id`;
    for (const { id } of expired) {
      await this.database.transaction(async () => {
        const { acceptance } = await this.holdOf(id);
        if (acceptance.state !== 'approved') return;
        await this.reopen(system, acceptance, 'expired', 'The acceptance of its risk has expired.');
      });
    }
  }

  /**
   * In the transaction that rated the vendor anew: ends what was approved when the band shown was better. `setByHand`
   * tells of an engagement, or of the vendor as a whole (null), where a person’s band came or went.
   */
  async followBands(
    vendorId: string,
    setByHand: (engagementId: string | null) => SetByHand,
  ): Promise<void> {
    const borne = await this.database.sql<Borne[]>`
      SELECT r.id, f.engagement_id AS "engagementId", r.band AS was, coalesce(e.band, v.band) AS "is"
      FROM risk_acceptance r
      JOIN finding f ON f.id = r.finding_id
      JOIN vendor v ON v.id = f.vendor_id
      LEFT JOIN engagement e ON e.id = f.engagement_id
      WHERE r.state = 'approved' AND f.vendor_id = ${vendorId} AND r.band IS NOT NULL
      ORDER BY r.id`;
    for (const { id, engagementId, was, is } of borne) {
      if (bandRank(is) <= bandRank(was)) continue;
      const { acceptance } = await this.holdOf(id);
      if (acceptance.state !== 'approved') continue;
      const why = whyWorse(was, is, setByHand(engagementId));
      await this.reopen(system, acceptance, 'worse', why);
    }
  }

  /** The last day until which the risk of this finding may be borne. */
  async longest(finding: Pick<Finding, 'vendorId' | 'engagementId'>): Promise<string> {
    const { tier } = await this.standingOf(finding);
    return longestAcceptance(tier, await this.policies.read(acceptancePolicy), this.clock.today());
  }

  private async supersede(me: Actor, findingId: string): Promise<void> {
    const acceptances = this.database.repository(RiskAcceptance);
    const earlier = await acceptances.findOneBy({ findingId, state: 'approved' });
    if (!earlier) return;
    await this.write(earlier, this.endedBy(me, 'superseded', 'Another acceptance took its place.'));
  }

  private async reopen(
    actor: Actor,
    acceptance: RiskAcceptance,
    how: AcceptanceEnd,
    reason: string,
  ): Promise<void> {
    await this.write(acceptance, this.endedBy(actor, how, reason));
    await this.findings.endAcceptance(actor, acceptance.findingId, reason);
  }

  private async mustBePossible(finding: Finding, until: string): Promise<void> {
    const { tier } = await this.standingOf(finding);
    const figures = await this.policies.read(acceptancePolicy);
    const problem = untilProblem(until, tier, figures, this.clock.today());
    if (problem !== undefined) throw new Invalid({ until: problem });
  }

  /** Of its engagement, or of the vendor where it is about no single one. */
  private async standingOf({
    engagementId,
    vendorId,
  }: Pick<Finding, 'vendorId' | 'engagementId'>): Promise<Standing> {
    const vendor = await this.vendors.byId(vendorId);
    if (engagementId === null) return vendor;
    const { tier, band } = await this.engagements.byId(engagementId);
    return { tier, band: band ?? vendor.band };
  }

  private async hold(findingId: string): Promise<Finding> {
    await this.database.hold('finding', findingId);
    return this.findings.byId(findingId);
  }

  /** An acceptance with its finding held, so that whatever is read of either stays so. */
  private async holdOf(id: string): Promise<{ acceptance: RiskAcceptance; finding: Finding }> {
    const acceptances = this.database.repository(RiskAcceptance);
    const found = await acceptances.findOneBy({ id });
    if (!found) throw new NotFound('acceptance');
    const finding = await this.hold(found.findingId);
    const acceptance = await acceptances.findOneByOrFail({ id });
    return { acceptance, finding };
  }

  private async write(before: RiskAcceptance, changes: Partial<RiskAcceptance>): Promise<void> {
    const acceptances = this.database.repository(RiskAcceptance);
    await changeVersioned(acceptances, 'acceptance', before, changes);
  }

  private settledBy({ userId, name }: Caller, reason: string | null) {
    const settledAt = this.clock.now();
    return { settlerId: userId, settler: name, settledAt, settledBecause: reason };
  }

  private endedBy({ name }: Actor, endedHow: AcceptanceEnd, endedBecause: string) {
    const endedAt = this.clock.now();
    return { state: 'ended' as const, endedHow, endedBy: name, endedAt, endedBecause };
  }

  private record(
    actor: Actor,
    action: string,
    findingId: string,
    before: object | null,
    after: object,
  ): void {
    this.journal.record(actor, action, { kind: 'finding', id: findingId }, before, after);
  }
}

function mustBe({ state }: RiskAcceptance, wanted: 'requested' | 'approved'): void {
  if (state === wanted) return;
  const is = state === 'requested' ? 'not approved yet' : `already ${state}`;
  throw new Conflict(`This acceptance is ${is}.`);
}
