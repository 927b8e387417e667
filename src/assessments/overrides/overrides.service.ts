import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, Invalid, Stale } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Policies } from '../../policies/index.js';
import { bandWords, spokenDay } from '../../scoring/index.js';
import { dueDatesMoved } from '../../vendors/index.js';
import { Scorer } from '../scores/scorer.service.js';
import { mayTake } from '../states.js';
import { Transitions } from '../transitions.service.js';
import type { NewOverride } from './override.dto.js';
import { BandOverride, type OverrideEnd } from './override.entity.js';
import { overridePolicy, overrideProblems } from './override-rules.js';

/** Setting another band than the model's, and ending that. Each makes a new score, so that the rating follows. */
@Injectable()
export class Overrides {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly jobs: Jobs,
    private readonly transitions: Transitions,
    private readonly scorer: Scorer,
  ) {}

  /** Sets a band over the score as it stands; one that is in force already is superseded. */
  async set(me: Caller, assessmentId: string, facts: NewOverride): Promise<{ id: string }> {
    // Of its own, so that a refusal because the score is another one leaves that one to be looked at.
    await this.scorer.score(assessmentId);
    return this.database.transaction(async () => {
      const { vendorId } = await this.transitions.hold(assessmentId, 'override');
      const score = await this.scorer.score(assessmentId);
      if (!score) throw new Conflict('Nothing was submitted yet, so there is no band to set.');
      if (facts.scoreId && facts.scoreId !== score.id) throw new Stale('score');
      const { bandAfterFloors: modelBand, inherent } = score.result;
      const figures = await this.policies.read(overridePolicy);
      const ground = { modelBand, tier: inherent.tier, figures, today: this.clock.today() };
      const problems = overrideProblems(facts, ground);
      if (Object.keys(problems).length > 0) throw new Invalid(problems);
      await this.supersede(me, assessmentId);
      const id = newId();
      const { band, reason, until: untilOn } = facts;
      const written = { band, reason, untilOn, scoreId: score.id, modelBand };
      await this.database.repository(BandOverride).insert({
        id,
        assessmentId,
        inForceFor: assessmentId,
        ...written,
        setById: me.userId,
        setBy: me.name,
        setAt: this.clock.now(),
      });
      const subject = { kind: 'assessment', id: assessmentId };
      this.journal.record(me, 'assessment.band_set', subject, null, { overrideId: id, ...written });
      const cause = `${me.name} set the band to ${bandWords[band].toLowerCase()} until ${spokenDay(untilOn)}.`;
      await this.scorer.rescore(me, assessmentId, cause);
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
      return { id };
    });
  }

  /** Ends the one in force before its last day. */
  async end(me: Caller, assessmentId: string, reason: string): Promise<void> {
    await this.database.transaction(async () => {
      const { vendorId } = await this.transitions.hold(assessmentId, 'override');
      const override = await this.held(assessmentId);
      if (!override || override.untilOn < this.clock.today()) {
        throw new Conflict('No band set by a person is in force.');
      }
      await this.close(me, override, 'by_hand', reason);
      await this.scorer.rescore(me, assessmentId, `${me.name} ended the band set by hand.`);
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
    });
  }

  /** Ends those whose last day has passed; the band is the model's again. */
  @Daily()
  async endPast(): Promise<void> {
    const past = await this.database.sql<{ assessmentId: string }[]>`
      SELECT in_force_for AS "assessmentId" FROM band_override
      WHERE in_force_for IS NOT NULL AND until_on < ${this.clock.today()} ORDER BY until_on, id`;
    for (const { assessmentId } of past) await this.endPastOf(assessmentId);
  }

  private async endPastOf(assessmentId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { state, vendorId } = await this.transitions.lock(assessmentId);
      const override = await this.held(assessmentId);
      if (!override || override.untilOn >= this.clock.today()) return;
      await this.close(system, override, 'expired', null);
      await this.jobs.enqueue(dueDatesMoved, { vendorId });
      if (!mayTake('rescore', state)) return;
      const cause = `The band set by ${override.setBy} ended on ${spokenDay(override.untilOn)}.`;
      await this.scorer.rescore(system, assessmentId, cause);
    });
  }

  private async supersede(me: Caller, assessmentId: string): Promise<void> {
    const before = await this.held(assessmentId);
    if (!before) return;
    const isOver = before.untilOn < this.clock.today();
    await this.close(me, before, isOver ? 'expired' : 'superseded', null);
  }

  private async held(assessmentId: string): Promise<BandOverride | null> {
    return this.database.repository(BandOverride).findOneBy({ inForceFor: assessmentId });
  }

  private async close(
    actor: Actor,
    { id, assessmentId, band, untilOn }: BandOverride,
    endedHow: OverrideEnd,
    endedBecause: string | null,
  ): Promise<void> {
    const endedBy = endedHow === 'expired' ? null : actor.name;
    const ended = { endedHow, endedBecause, endedBy, endedAt: this.clock.now() };
    const { affected } = await this.database
      .repository(BandOverride)
      .update({ id, inForceFor: assessmentId }, { ...ended, inForceFor: null });
    if (affected !== 1) throw new Stale('band');
    const subject = { kind: 'assessment', id: assessmentId };
    const was = { overrideId: id, band, untilOn };
    this.journal.record(actor, 'assessment.band_set_ended', subject, was, {
      endedHow,
      endedBecause,
    });
  }
}
