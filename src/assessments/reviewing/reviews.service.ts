import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Conflict, NotFound, Stale } from '../../platform/errors.js';
import { questionsOf } from '../../questionnaires/index.js';
import type { Assessment } from '../assessment.entity.js';
import { Scorer, type Scoring } from '../scores/scorer.service.js';
import { Transitions } from '../transitions.service.js';
import { checkJudgement, writtenOf } from './judging.js';
import { ReviewChecks } from './review-checks.service.js';
import type { ReviewFacts } from './review.dto.js';
import type { Review } from './review.entity.js';
import { ReviewWriter } from './review-writer.service.js';
import type { Snapshot } from './snapshots.service.js';

/** A judgement as it was taken, and what it did to the score. */
export interface Judged {
  version: number;
  scoring: Scoring;
}

/** The analyst's judgement of single answers; each one changes the score at once. */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly transitions: Transitions,
    private readonly checks: ReviewChecks,
    private readonly writer: ReviewWriter,
    private readonly scorer: Scorer,
  ) {}

  async start(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.transitions.move(id, 'startReview');
      const subject = { kind: 'assessment', id };
      const [before, after] = [{ state: 'submitted' }, { state: 'in_review' }];
      this.journal.record(actor, 'assessment.review_started', subject, before, after);
    });
  }

  /**
   * Judges one answer, or judges it anew. The first judgement takes the assessment into review.
   * `expectedVersion` is the version that was read, 0 where there was none; without it the last word counts.
   */
  async review(
    me: Caller,
    id: string,
    questionKey: string,
    facts: ReviewFacts,
    expectedVersion?: number,
  ): Promise<Judged> {
    return this.database.transaction(async () => {
      const assessment = await this.transitions.hold(id, 'review');
      const snapshot = await this.checks.submitted(assessment);
      await this.check(assessment, snapshot, questionKey, facts);
      if (assessment.state === 'submitted') await this.start(me, id);
      const before = snapshot.reviews.find((review) => review.questionKey === questionKey);
      if (expectedVersion !== undefined && expectedVersion !== (before?.version ?? 0)) {
        throw new Stale('judgement');
      }
      const place = { assessmentId: id, submissionId: snapshot.submission.id };
      const written = writtenOf(facts);
      const known = new Map(before ? [[questionKey, before]] : []);
      const [version = 1] = await this.writer.write(me, place, [questionKey], written, known);
      this.record(me, id, questionKey, before, written);
      return { version, scoring: await this.scorer.scoreAgain(id) };
    });
  }

  /** The judgement stands on the answer as submitted, so a question nobody was asked has none. */
  private async check(
    assessment: Assessment,
    snapshot: Snapshot,
    key: string,
    facts: ReviewFacts,
  ): Promise<void> {
    const { questionnaire, questions, submission } = snapshot;
    if (!questionsOf(questionnaire.definition).some((question) => question.key === key)) {
      throw new NotFound('question');
    }
    if (!questions.some((question) => question.key === key)) {
      throw new Conflict('This question was not asked, given the other answers.');
    }
    await this.checks.stillSays(snapshot, facts.submissionId, new Set([key]));
    const answer = submission.answers.find(({ questionKey }) => questionKey === key);
    checkJudgement(answer, facts);
    await this.checks.audit(assessment, facts);
  }

  private record(
    me: Caller,
    id: string,
    questionKey: string,
    before: Review | undefined,
    written: object,
  ): void {
    const subject = { kind: 'assessment', id };
    const was = before ? writtenOf(before) : null;
    // The key stands on one side only, so that it is always among what differs.
    this.journal.record(me, 'answer.reviewed', subject, was, { questionKey, ...written });
  }
}
