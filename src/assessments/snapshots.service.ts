import { Injectable } from '@nestjs/common';
import { dayOf } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { Questionnaires, type PublishedVersion } from '../questionnaires/index.js';
import type { ScoredQuestion } from '../scoring/index.js';
import { Submission } from './answer.entity.js';
import type { Assessment } from './assessment.entity.js';
import { questionsForScore } from './questions-for-score.js';
import { Review } from './review.entity.js';

/** What was submitted last, and what was said about it here. */
export interface Snapshot {
  questionnaire: PublishedVersion;
  submission: Submission;
  reviews: Review[];
  /** The questions that were asked, as the scoring model takes them. */
  questions: ScoredQuestion[];
}

@Injectable()
export class Snapshots {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
  ) {}

  /** Nothing until the first submission. */
  async latest(
    assessment: Pick<Assessment, 'id' | 'questionnaireVersionId'>,
  ): Promise<Snapshot | undefined> {
    const { id: assessmentId } = assessment;
    const submission = await this.database
      .repository(Submission)
      .findOne({ where: { assessmentId }, order: { number: 'DESC' } });
    if (!submission) return undefined;
    const reviews = await this.database.repository(Review).findBy({ assessmentId });
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const { definition } = questionnaire;
    const { answers, submittedAt } = submission;
    const questions = questionsForScore({ definition, answers, reviews, day: dayOf(submittedAt) });
    return { questionnaire, submission, reviews, questions };
  }
}
