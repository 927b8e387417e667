import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Webhooks } from '../../webhooks/index.js';
import { Assessment } from '../assessment.entity.js';
import type { NewDecision } from './decision.dto.js';
import { Decision } from './decision.entity.js';
import { decidedOn } from './decision-rules.js';
import { decidedNews } from '../events.js';
import { Scorer } from '../scores/scorer.service.js';
import { Transitions } from '../transitions.service.js';

@Injectable()
export class Decisions {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
    private readonly webhooks: Webhooks,
  ) {}

  /** Decides on the score as it stands; the decision takes the place of those before it on the engagement. */
  async decide(me: Caller, assessmentId: string, facts: NewDecision): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.holdEngagement(assessmentId);
      const { state, engagementId } = await this.transitions.hold(assessmentId, 'decide');
      const score = await this.scorer.score(assessmentId);
      if (!score)
        throw new Conflict('Nothing was submitted yet, so there is no score to decide on.');
      if (facts.scoreId && facts.scoreId !== score.id) throw new Stale('score');
      const { outcome, reason } = facts;
      const decided = decidedOn(facts, score.result, this.clock.today());
      const decidedAt = this.clock.now();
      await this.transitions.move(assessmentId, 'decide', { decidedAt });
      const written = { outcome, reason, ...decided, scoreId: score.id };
      await this.database.repository(Decision).insert({
        id,
        assessmentId,
        ...written,
        deciderId: me.userId,
        decider: me.name,
        decidedAt,
      });
      const subject = { kind: 'assessment', id: assessmentId };
      const after = { state: 'decided', ...written, band: score.band };
      this.journal.record(me, 'assessment.decided', subject, { state }, after);
      await this.supersedeOthers(me, engagementId, assessmentId);
      await this.webhooks.announce(decidedNews, { assessmentId, decisionId: id });
    });
    return { id };
  }

  async of(assessmentId: string): Promise<Decision | undefined> {
    const decision = await this.database.repository(Decision).findOneBy({ assessmentId });
    return decision ?? undefined;
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
