import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Kept } from '../../platform/kept.js';
import { Questionnaires, questionsOf, type PublishedVersion } from '../../questionnaires/index.js';
import type { Submission } from '../answering/answer.entity.js';
import { Assessment } from '../assessment.entity.js';
import { Decision } from '../deciding/decision.entity.js';
import { GroundQueries } from '../grounds/grounds.queries.js';
import { Review } from '../reviewing/review.entity.js';
import { FrozenSubmissions } from '../reviewing/submissions.queries.js';
import { standingReviews } from '../scores/questions-for-score.js';
import type { StoredScore } from '../scores/score.entity.js';
import { Scores } from '../scores/scores.queries.js';
import { cycleAnswers, type Cycle } from './cycle-answers.js';
import type { CycleAnswer } from './cycle-answer.js';
import { Followed } from './followed.queries.js';

/** What of an assessment never changes once it was sent. */
type Fixed = Pick<
  Assessment,
  'id' | 'vendorId' | 'engagementId' | 'questionnaireVersionId' | 'followsId'
>;

/** One cycle: what was asked and submitted, judged, scored and decided. */
export interface CycleReading {
  assessment: Fixed;
  questionnaire: PublishedVersion;
  submission: Submission;
  decision: Decision | null;
  /** The one that was decided on, else the last. */
  score: StoredScore | null;
  cycle: Cycle;
  answers: CycleAnswer[];
}

/** The same with its judgements. */
export interface JudgedCycle extends CycleReading {
  /** Those that stand on the answers as submitted last, by question. */
  reviews: ReadonlyMap<string, Review>;
}

const mostKept = 16;

@Injectable()
export class CycleReadings {
  private readonly kept = new Kept<JudgedCycle>(mostKept);

  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly submissions: FrozenSubmissions,
    private readonly scores: Scores,
    private readonly grounds: GroundQueries,
    private readonly followed: Followed,
  ) {}

  /** Nothing until the first submission. Once a cycle is decided nothing in it changes until it is purged, so that it is read once. */
  async of(assessmentId: string): Promise<JudgedCycle | undefined> {
    const [decided] = await this.database.sql<{ id: string; purged: string | null }[]>`
      SELECT d.id, p.at AS purged FROM decision d LEFT JOIN answer_purge p ON p.assessment_id = d.assessment_id
      WHERE d.assessment_id = ${assessmentId}`;
    const read = () => this.read(assessmentId);
    return (
      (decided
        ? await this.kept.of(`${decided.id} ${decided.purged ?? ''}`, read)
        : await read()) ?? undefined
    );
  }

  /**
   * One that may still be judged, against the cycle before it: with what the last judgements would rest on in it, for a
   * reviewer who has not judged all answers yet. Nothing where there is nothing to compare.
   */
  async sinceLast(id: string): Promise<{ before: JudgedCycle; after: CycleReading } | undefined> {
    const assessment = await this.assessment(id);
    const submission = await this.submissions.latest(id);
    if (!submission) return undefined;
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const before = await this.before({ assessment, questionnaire });
    if (!before) return undefined;
    const decision = await this.decisionOn(assessment);
    const score = await this.scoreOf(id, decision);
    const judged = await this.judgedIn(id, submission);
    const cycle = cycleOf(questionnaire, submission, score, judged);
    const reviews = [...before.reviews.values()];
    const { submittedAt } = submission;
    const grounds = await this.grounds.of(assessment, { reviews, submittedAt });
    const answers = cycleAnswers(cycle, { reviews: before.reviews, grounds });
    const after = { assessment, questionnaire, submission, decision, score, cycle, answers };
    return { before, after };
  }

  /**
   * The cycle that one follows; answers to what it did not ask at all, as a light one does not, are those of the
   * cycles before it.
   */
  private async before({
    assessment,
    questionnaire,
  }: Pick<CycleReading, 'assessment' | 'questionnaire'>): Promise<JudgedCycle | undefined> {
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

  private async read(assessmentId: string): Promise<JudgedCycle | null> {
    const assessment = await this.assessment(assessmentId);
    const submission = await this.submissions.latest(assessmentId);
    if (!submission) return null;
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const decision = await this.decisionOn(assessment);
    const all = await this.database.repository(Review).findBy({ assessmentId });
    const reviews = standingReviews(all, submission.answers);
    const score = await this.scoreOf(assessmentId, decision);
    const cycle = cycleOf(questionnaire, submission, score, new Set(reviews.keys()));
    const answers = cycleAnswers(cycle);
    return { assessment, questionnaire, submission, reviews, decision, score, cycle, answers };
  }

  /** What `standingReviews` finds, without the reviews. */
  private async judgedIn(assessmentId: string, { answers }: Submission): Promise<Set<string>> {
    const rows = await this.database.sql<{ key: string; reviewedAt: string }[]>`
      SELECT question_key AS key, reviewed_at AS "reviewedAt" FROM review WHERE assessment_id = ${assessmentId}`;
    const givenAt = new Map(answers.map((answer) => [answer.questionKey, answer.answeredAt]));
    const holds = rows.filter(({ key, reviewedAt }) => reviewedAt >= (givenAt.get(key) ?? ''));
    return new Set(holds.map(({ key }) => key));
  }

  private async assessment(id: string): Promise<Assessment> {
    const assessment = await this.database.repository(Assessment).findOneBy({ id });
    if (!assessment) throw new NotFound('assessment');
    return assessment;
  }

  private async decisionOn({ id, state }: Assessment): Promise<Decision | null> {
    if (state !== 'decided' && state !== 'superseded') return null;
    return this.database.repository(Decision).findOneBy({ assessmentId: id });
  }

  private async scoreOf(id: string, decision: Decision | null): Promise<StoredScore | null> {
    if (decision) return this.scores.byId(decision.scoreId);
    return (await this.scores.latest(id)) ?? null;
  }
}

const cycleOf = (
  { definition }: PublishedVersion,
  submission: Submission,
  score: StoredScore | null,
  judged: ReadonlySet<string>,
): Cycle => ({
  definition,
  submission,
  scored: new Map(score?.input.questions.map((question) => [question.key, question])),
  judged,
});
