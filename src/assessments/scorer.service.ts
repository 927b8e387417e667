import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Journal } from '../journal/index.js';
import { system } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { Handles } from '../platform/jobs/index.js';
import { model, noConditions, scoreAssessment, type InherentRisk } from '../scoring/index.js';
import { Engagements, Vendors } from '../vendors/index.js';
import { Webhooks } from '../webhooks/index.js';
import type { Assessment } from './assessment.entity.js';
import { assessmentSubmitted, scoredNews } from './events.js';
import { isFloored } from './rating.js';
import { StoredScore, type StoredInput } from './score.entity.js';
import { Scores } from './scores.queries.js';
import { Snapshots, type Snapshot } from './snapshots.service.js';
import { mayTake } from './states.js';
import { Transitions } from './transitions.service.js';

@Injectable()
export class Scorer {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly transitions: Transitions,
    private readonly snapshots: Snapshots,
    private readonly scores: Scores,
    private readonly engagements: Engagements,
    private readonly vendors: Vendors,
    private readonly webhooks: Webhooks,
  ) {}

  @Handles(assessmentSubmitted)
  async onSubmitted({ assessmentId }: { assessmentId: string }): Promise<void> {
    await this.score(assessmentId);
  }

  /**
   * Scores what was submitted last, unless the last score already stands on the same input: to be repeated
   * as often as one likes. Gives the score that stands; none before the first submission.
   */
  async score(assessmentId: string): Promise<StoredScore | undefined> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.lock(assessmentId);
      const last = await this.scores.latest(assessmentId);
      if (!mayTake('review', assessment.state)) return last;
      const snapshot = await this.snapshots.latest(assessment);
      if (!snapshot) return last;
      const input = await this.inputOf(assessment, snapshot);
      if (last && last.submissionId === snapshot.submission.id && isSame(last, input)) return last;
      return this.store(assessment, snapshot.submission.id, input, last);
    });
  }

  private async inputOf(
    { engagementId }: Assessment,
    { questions }: Snapshot,
  ): Promise<StoredInput> {
    const { inherent } = await this.engagements.byId(engagementId);
    return { inherent: basisOf(inherent), questions, conditions: noConditions, override: null };
  }

  private async store(
    { id: assessmentId, vendorId, engagementId }: Assessment,
    submissionId: string,
    input: StoredInput,
    last: StoredScore | undefined,
  ): Promise<StoredScore> {
    const previous = last ?? (await this.scores.beforeAssessment(engagementId, assessmentId));
    const result = scoreAssessment({ ...input, previous: previous?.result ?? null });
    const { band, residual, vector } = result;
    const score: StoredScore = {
      id: newId(),
      assessmentId,
      submissionId,
      previousId: previous?.id ?? null,
      number: (last?.number ?? 0) + 1,
      modelId: model.id,
      modelVersion: model.version,
      modelHash: model.hash,
      input,
      result,
      band,
      residual,
      scoredAt: this.clock.now(),
    };
    await this.database.repository(StoredScore).insert(score);
    await this.rate(vendorId);
    const subject = { kind: 'assessment', id: assessmentId };
    const was = last && { number: last.number, band: last.band, vector: last.result.vector };
    this.journal.record(system, 'assessment.scored', subject, was ?? null, {
      number: score.number,
      band,
      vector,
    });
    await this.webhooks.announce(scoredNews, { vendorId, assessmentId, scoreId: score.id });
    return score;
  }

  private async rate(vendorId: string): Promise<void> {
    const worst = await this.scores.worstOfVendor(vendorId);
    if (!worst) return;
    const { band, residual, result } = worst;
    const floored = isFloored(result);
    await this.vendors.rate(vendorId, { band, residual, floored, bandReason: result.reason });
  }
}

function isSame(last: StoredScore, input: StoredInput): boolean {
  return (
    last.modelHash === model.hash &&
    isDeepStrictEqual(last.input, JSON.parse(JSON.stringify(input)) as StoredInput)
  );
}

/** The part of the inherent risk that the model takes. */
function basisOf({
  data,
  access,
  criticality,
  autonomy,
  impact,
  likelihood,
  level,
  value,
  tier,
}: InherentRisk): StoredInput['inherent'] {
  return { data, access, criticality, autonomy, impact, likelihood, level, value, tier };
}
