import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { system, type Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { model, overriddenOf, scoreAssessment } from '../../scoring/index.js';
import { Webhooks } from '../../webhooks/index.js';
import type { Assessment } from '../assessment.entity.js';
import { assessmentScored, assessmentSubmitted, scoredNews } from '../events.js';
import { Ratings } from './ratings.service.js';
import type { Rescored } from './rescoring.dto.js';
import { FollowedGaps } from '../raising/followed-gaps.service.js';
import { NamedAuditors } from '../answering/named-auditors.service.js';
import { ScoreInputs, standsOn } from './score-inputs.service.js';
import { StoredScore, type StoredInput } from './score.entity.js';
import { Scores } from './scores.queries.js';
import { Snapshots } from '../reviewing/snapshots.service.js';
import { mayTake, refusal } from '../states.js';
import { ToolsFromAnswers } from '../tools/answered-tools.service.js';
import { Transitions } from '../transitions.service.js';

/** What scoring did: the score that stood, and the one that stands now. */
export interface Scoring {
  before: StoredScore | undefined;
  now: StoredScore | undefined;
}

@Injectable()
export class Scorer {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly transitions: Transitions,
    private readonly snapshots: Snapshots,
    private readonly scores: Scores,
    private readonly inputs: ScoreInputs,
    private readonly named: NamedAuditors,
    private readonly ratings: Ratings,
    private readonly webhooks: Webhooks,
    private readonly gaps: FollowedGaps,
    private readonly tools: ToolsFromAnswers,
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
    return (await this.scoreAgain(assessmentId)).now;
  }

  /** The same, with the score that stood before: another one only where something that counts has changed. */
  async scoreAgain(assessmentId: string): Promise<Scoring> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.lock(assessmentId);
      const before = await this.scores.latest(assessmentId);
      if (!mayTake('review', assessment.state)) return { before, now: before };
      return { before, now: await this.anew(assessment, before, system) };
    });
  }

  /**
   * Scores once more because something it leans on has changed, decided assessments too: state and decision stay as
   * they are, earlier scores are kept. Where nothing that counts has changed, the last score stands.
   */
  async rescore(actor: Actor, assessmentId: string, cause: string): Promise<Rescored> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.lock(assessmentId);
      const { state } = assessment;
      if (!mayTake('rescore', state)) throw new Conflict(refusal('rescore', state));
      const last = await this.scores.latest(assessmentId);
      const score = await this.anew(assessment, last, actor, cause);
      if (!score) throw new Conflict('Nothing was submitted yet, so there is nothing to score.');
      return { id: score.id, number: score.number, stored: score.id !== last?.id };
    });
  }

  private async anew(
    assessment: Assessment,
    last: StoredScore | undefined,
    actor: Actor,
    cause?: string,
  ): Promise<StoredScore | undefined> {
    const snapshot = await this.snapshots.latest(assessment);
    if (!snapshot) return last;
    const { id: submissionId, answers } = snapshot.submission;
    await this.gaps.follow(assessment, snapshot);
    await this.tools.follow(assessment, snapshot);
    const input = await this.inputs.of(assessment, snapshot);
    if (last && standsOn(last, submissionId, input)) return last;
    const score = await this.store(assessment, submissionId, input, last);
    if (last?.submissionId !== submissionId) await this.named.take(assessment.id, answers);
    this.record(actor, score, last, cause);
    return score;
  }

  private async store(
    { id: assessmentId, vendorId, engagementId }: Assessment,
    submissionId: string,
    input: StoredInput,
    last: StoredScore | undefined,
  ): Promise<StoredScore> {
    const previous = last ?? (await this.scores.beforeAssessment(engagementId, assessmentId));
    const result = scoreAssessment({ ...input, previous: previous?.result ?? null });
    const { band, residual } = result;
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
      overridden: overriddenOf(result),
      scoredAt: this.clock.now(),
    };
    await this.database.repository(StoredScore).insert(score);
    await this.ratings.follow({ vendorId, engagementId }, score, previous?.overridden ?? null);
    await this.jobs.enqueue(assessmentScored, { assessmentId, scoreId: score.id });
    await this.webhooks.announce(scoredNews, { vendorId, assessmentId, scoreId: score.id });
    return score;
  }

  private record(actor: Actor, score: StoredScore, last: StoredScore | undefined, cause?: string) {
    const { assessmentId: id, number, band, result } = score;
    const was = last && { number: last.number, band: last.band, vector: last.result.vector };
    const is = { number, band, vector: result.vector, ...(cause === undefined ? {} : { cause }) };
    const action = cause === undefined ? 'assessment.scored' : 'assessment.rescored';
    this.journal.record(actor, action, { kind: 'assessment', id }, was ?? null, is);
  }
}
