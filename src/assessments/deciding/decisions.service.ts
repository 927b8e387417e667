import { Injectable } from '@nestjs/common';
import { findingDays, FindingQueries } from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Policies } from '../../policies/index.js';
import { Webhooks } from '../../webhooks/index.js';
import { Assessment } from '../assessment.entity.js';
import { decidedNews } from '../events.js';
import { OverrideQueries } from '../overrides/overrides.queries.js';
import { Scorer } from '../scores/scorer.service.js';
import { Transitions } from '../transitions.service.js';
import { Conditions } from './conditions.service.js';
import { decidedOn } from './decision-rules.js';
import type { NewDecision } from './decision.dto.js';
import { Decision, type FrozenFinding } from './decision.entity.js';
import { openAbout } from './open-findings.js';

@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
    private readonly findings: FindingQueries,
    private readonly overrides: OverrideQueries,
    private readonly conditions: Conditions,
    private readonly webhooks: Webhooks,
  ) {}

  /**
   * Decides on the score as it stands, with override and open findings frozen beside it; each condition raises a
   * finding. The decision takes the place of those before it on the engagement.
   */
  async decide(me: Caller, assessmentId: string, facts: NewDecision): Promise<{ id: string }> {
    // Of its own, so that a refusal because the score is another one leaves that one to be looked at.
    await this.scorer.score(assessmentId);
    const id = newId();
    await this.database.transaction(async () => {
      await this.holdEngagement(assessmentId);
      const assessment = await this.transitions.hold(assessmentId, 'decide');
      const score = await this.scorer.score(assessmentId);
      if (!score)
        throw new Conflict('Nothing was submitted yet, so there is no score to decide on.');
      if (facts.scoreId && facts.scoreId !== score.id) throw new Stale('score');
      const figures = await this.policies.read(findingDays);
      const ground = { score: score.result, today: this.clock.today(), figures };
      const { conditions, ...decided } = decidedOn(facts, ground);
      const decidedAt = this.clock.now();
      const openFindings = await this.openFindings(assessment);
      await this.transitions.move(assessmentId, 'decide', { decidedAt });
      const { band, residual, overridden } = score;
      const override = overridden && (await this.overrides.inForce(assessmentId));
      const written = {
        outcome: facts.outcome,
        reason: facts.reason,
        ...decided,
        scoreId: score.id,
        band,
        residual,
        overridden,
        overrideId: override?.id ?? null,
      };
      await this.database.repository(Decision).insert({
        id,
        assessmentId,
        ...written,
        openFindings,
        conditions: null,
        deciderId: me.userId,
        decider: me.name,
        decidedAt,
      });
      const raised = await this.conditions.impose(me, assessment, id, conditions);
      const after = {
        state: 'decided',
        ...written,
        conditions: conditions.map((one, at) => ({ ...one, finding: raised[at] })),
        openFindings: openFindings.map(({ reference }) => reference),
      };
      const subject = { kind: 'assessment', id: assessmentId };
      this.journal.record(me, 'assessment.decided', subject, { state: assessment.state }, after);
      await this.supersedeOthers(me, assessment.engagementId, assessmentId);
      await this.webhooks.announce(decidedNews, { assessmentId, decisionId: id });
    });
    return { id };
  }

  async of(assessmentId: string): Promise<Decision | undefined> {
    const decision = await this.database.repository(Decision).findOneBy({ assessmentId });
    return decision ?? undefined;
  }

  /** What is open about the engagement, and about the vendor as a whole, as it stands now. */
  async openFindings({
    vendorId,
    engagementId,
  }: Pick<Assessment, 'vendorId' | 'engagementId'>): Promise<FrozenFinding[]> {
    return openAbout(engagementId, await this.findings.ofVendor(vendorId));
  }

  /** Two decisions on one engagement come one after the other, so that one of them supersedes the other. */
  private async holdEngagement(assessmentId: string): Promise<void> {
    const assessments = this.database.repository(Assessment);
    const assessment = await assessments.findOneBy({ id: assessmentId });
    if (!assessment) throw new NotFound('assessment');
    const { engagementId } = assessment;
    await assessments.update({ engagementId }, { version: () => 'version' });
  }

  private async supersedeOthers(me: Caller, engagementId: string, newest: string): Promise<void> {
    const others = await this.database.repository(Assessment).findBy({
      engagementId,
      state: 'decided',
    });
    for (const { id } of others) {
      if (id === newest) continue;
      await this.transitions.move(id, 'supersede');
      const subject = { kind: 'assessment', id };
      const after = { state: 'superseded', by: newest };
      this.journal.record(me, 'assessment.superseded', subject, { state: 'decided' }, after);
    }
  }
}
