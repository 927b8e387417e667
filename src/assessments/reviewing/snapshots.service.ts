import { Injectable } from '@nestjs/common';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Questionnaires, type PublishedVersion } from '../../questionnaires/index.js';
import type { ExpiredEvidence, ScoredQuestion } from '../../scoring/index.js';
import type { Submission } from '../answering/answer.entity.js';
import type { Assessment } from '../assessment.entity.js';
import { GroundQueries, type Supposition } from '../grounds/grounds.queries.js';
import { expiredKeyEvidence, questionsForScore } from '../scores/questions-for-score.js';
import { Review } from './review.entity.js';
import { FrozenSubmissions } from './submissions.queries.js';

/** What was submitted last, and what was said about it here. */
export interface Snapshot {
  questionnaire: PublishedVersion;
  submission: Submission;
  reviews: Review[];
  /** The questions that were asked, as the scoring model takes them. */
  questions: ScoredQuestion[];
  /** What expired under answers to critical questions. */
  expiredKeyEvidence: ExpiredEvidence[];
}

@Injectable()
export class Snapshots {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly submissions: FrozenSubmissions,
    private readonly grounds: GroundQueries,
  ) {}

  /**
   * Nothing until the first submission. What answers rest on is taken as of today, or as one supposes it. Whoever goes through
   * many says that they are only `passing`.
   */
  async latest(
    assessment: Pick<Assessment, 'id' | 'vendorId' | 'questionnaireVersionId'>,
    supposed?: Supposition,
    passing?: 'passing',
  ): Promise<Snapshot | undefined> {
    const { id: assessmentId } = assessment;
    const submission = await this.submissions.latest(assessmentId, passing);
    if (!submission) return undefined;
    const reviews = await this.database.repository(Review).findBy({ assessmentId });
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const { definition } = questionnaire;
    const { answers, submittedAt } = submission;
    const grounds = await this.grounds.of(assessment, { reviews, submittedAt }, supposed);
    const answered = { definition, answers, reviews, day: dayOf(submittedAt), grounds };
    return {
      questionnaire,
      submission,
      reviews,
      questions: questionsForScore(answered),
      expiredKeyEvidence: expiredKeyEvidence(answered),
    };
  }
}
