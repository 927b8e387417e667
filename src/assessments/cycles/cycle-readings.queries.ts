import { Injectable } from '@nestjs/common';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Questionnaires, questionsOf, type PublishedVersion } from '../../questionnaires/index.js';
import { Submission } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import { Decision } from '../deciding/decision.entity.js';
import { GroundQueries } from '../grounds/grounds.queries.js';
import { Review } from '../reviewing/review.entity.js';
import { standingReviews } from '../scores/questions-for-score.js';
import type { StoredScore } from '../scores/score.entity.js';
import { Scores } from '../scores/scores.queries.js';
import { cycleAnswers, type Cycle } from './cycle-answers.js';
import type { CycleAnswer } from './cycle-answer.js';
import { Followed } from './followed.queries.js';

/** One cycle, whole: what was asked and submitted, judged, scored and decided. */
export interface CycleReading {
  assessment: Assessment;
  questionnaire: PublishedVersion;
  submission: Submission;
  /** Those that stand on the answers as submitted last, by question. */
  reviews: ReadonlyMap<string, Review>;
  decision: Decision | null;
  /** The one that was decided on, else the last. */
  score: StoredScore | null;
  cycle: Cycle;
  answers: CycleAnswer[];
}

@Injectable()
export class CycleReadings {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly scores: Scores,
    private readonly grounds: GroundQueries,
    private readonly followed: Followed,
  ) {}

  /** Nothing until the first submission. */
  async of(assessmentId: string): Promise<CycleReading | undefined> {
    const assessment = await this.assessment(assessmentId);
    const submission = await this.database
      .repository(Submission)
      .findOne({ where: { assessmentId }, order: { number: 'DESC' } });
    if (!submission) return undefined;
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const all = await this.database.repository(Review).findBy({ assessmentId });
    const reviews = standingReviews(all, submission.answers);
    const decision = await this.database.repository(Decision).findOneBy({ assessmentId });
    const score = await this.scoreOf(assessmentId, decision);
    const cycle: Cycle = {
      definition: questionnaire.definition,
      answers: submission.answers,
      day: dayOf(submission.submittedAt),
      scored: new Map(score?.input.questions.map((question) => [question.key, question])),
      judged: new Set(reviews.keys()),
    };
    const answers = cycleAnswers(cycle);
    return { assessment, questionnaire, submission, reviews, decision, score, cycle, answers };
  }

  /**
   * The answers of a cycle with what the last judgements would rest on in it: for a reviewer who has not judged all of
   * them yet.
   */
  async leaning(now: CycleReading, before: CycleReading): Promise<CycleAnswer[]> {
    const reviews = [...before.reviews.values()];
    const { submittedAt } = now.submission;
    const grounds = await this.grounds.of(now.assessment, { reviews, submittedAt });
    return cycleAnswers(now.cycle, { reviews: before.reviews, grounds });
  }

  /**
   * The cycle that one follows; answers to what it did not ask at all, as a light one does not, are those of the
   * cycles before it.
   */
  async before({ assessment, questionnaire }: CycleReading): Promise<CycleReading | undefined> {
    if (assessment.followsId === null) return undefined;
    const followed = await this.of(assessment.followsId);
    if (!followed) return undefined;
    const known = new Set(questionsOf(followed.questionnaire.definition).map(({ key }) => key));
    let missing = questionsOf(questionnaire.definition).filter(({ key }) => !known.has(key));
    if (missing.length === 0) return followed;
    const answers = [...followed.answers];
    const reviews = new Map(followed.reviews);
    const [, ...earlier] = await this.followed.backFrom(assessment.followsId);
    for (const id of earlier) {
      if (missing.length === 0) break;
      const reading = await this.of(id);
      if (!reading) continue;
      const wanted = new Set(missing.map(({ key }) => key));
      answers.push(...reading.answers.filter(({ key }) => wanted.has(key)));
      for (const [key, review] of reading.reviews) if (wanted.has(key)) reviews.set(key, review);
      const asked = new Set(questionsOf(reading.questionnaire.definition).map(({ key }) => key));
      missing = missing.filter(({ key }) => !asked.has(key));
    }
    return { ...followed, answers, reviews };
  }

  private async assessment(id: string): Promise<Assessment> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return assessment;
  }

  private async scoreOf(id: string, decision: Decision | null): Promise<StoredScore | null> {
    if (decision) return this.scores.byId(decision.scoreId);
    return (await this.scores.latest(id)) ?? null;
  }
}
