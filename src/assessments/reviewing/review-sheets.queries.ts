import { Injectable } from '@nestjs/common';
import { dayOf } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Questionnaires, type Question } from '../../questionnaires/index.js';
import type { QuestionLine } from '../../scoring/index.js';
import { isAnswered } from '../answering/answered.js';
import type { Assessment } from '../assessment.entity.js';
import { Anew } from '../changes/anew.queries.js';
import { GroundQueries } from '../grounds/grounds.queries.js';
import { questionsForScore } from '../scores/questions-for-score.js';
import type { StoredScore } from '../scores/score.entity.js';
import { Scores } from '../scores/scores.queries.js';
import { comparedOf, type Compared } from './compared.js';
import { Review, type Judgement } from './review.entity.js';
import { FrozenSubmissions } from './submissions.queries.js';
import type { SubmittedAnswerView } from './submitted-answer.dto.js';
import { submittedSections } from './submitted-answers.js';

/** What a list of answers says of each. */
export type AnswerLine = Pick<
  SubmittedAnswerView,
  | 'key'
  | 'text'
  | 'answered'
  | 'notApplicableReason'
  | 'comparison'
  | 'answeredAnew'
  | 'reviewOutdated'
> & { review?: { judgement: Judgement }; points?: { w: number; c: number } };

export interface SectionLines {
  key: string;
  title: string;
  questions: AnswerLine[];
}

/** The answers as they are walked through: a line each, and one of them whole. */
export interface ReviewSheet {
  sections: SectionLines[];
  answer: (key: string) => Promise<SubmittedAnswerView>;
}

type Reviewed = Pick<Assessment, 'id' | 'vendorId' | 'questionnaireVersionId'>;

interface ReviewLine {
  key: string;
  judgement: Judgement;
  /** Instant as ISO 8601 text. */
  reviewedAt: string;
}

/** What `SubmittedAnswers` gives, for screens: of all answers but one only what their line in the list shows. */
@Injectable()
export class ReviewSheets {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly submissions: FrozenSubmissions,
    private readonly grounds: GroundQueries,
    private readonly scores: Scores,
    private readonly anew: Anew,
  ) {}

  async of(assessment: Reviewed): Promise<ReviewSheet> {
    const { id } = assessment;
    const submission = await this.submissions.latest(id);
    if (!submission)
      return { sections: [], answer: () => Promise.reject(new NotFound('question')) };
    const questionnaire = await this.questionnaires.published(assessment.questionnaireVersionId);
    const { definition } = questionnaire;
    const compared = comparedOf(submission, definition);
    const points = pointsOf(await this.scores.latest(id));
    const reviews = await this.reviewLines(id);
    const anew = await this.anew.in(submission);
    const since = submission.submittedAt.toISOString();
    const lineOf = ({ key }: Question) => {
      const one = compared.get(key);
      if (!one) return [];
      const review = reviews.get(key);
      const answeredAnew = anew.has(key) && !(review && review.reviewedAt >= since);
      return [answerLine(one, review, points.get(key), answeredAnew)];
    };
    const sections = definition.sections
      .map(({ key, title, questions }) => ({ key, title, questions: questions.flatMap(lineOf) }))
      .filter(({ questions }) => questions.length > 0);
    const answer = async (key: string): Promise<SubmittedAnswerView> => {
      const question = compared.get(key)?.question;
      if (!question) throw new NotFound('question');
      const found = await this.database
        .repository(Review)
        .findBy({ assessmentId: id, questionKey: key });
      const { answers, submittedAt } = submission;
      const grounds = await this.grounds.of(assessment, { reviews: found, submittedAt });
      const day = dayOf(submittedAt);
      const answered = { definition, answers, reviews: found, day, grounds, only: [question] };
      const one = { key: '', title: '', intro: '', questions: [question] };
      const alone = { ...questionnaire, definition: { ...definition, sections: [one] } };
      const line = points.get(key);
      const [section] = submittedSections(
        {
          questionnaire: alone,
          submission,
          reviews: found,
          questions: questionsForScore(answered),
          expiredKeyEvidence: [],
        },
        line ? [line] : [],
        anew,
      );
      const [view] = section?.questions ?? [];
      if (!view) throw new NotFound('question');
      return view;
    };
    return { sections, answer };
  }

  private async reviewLines(assessmentId: string): Promise<Map<string, ReviewLine>> {
    const rows = await this.database.sql<ReviewLine[]>`
      SELECT question_key AS key, judgement, reviewed_at AS "reviewedAt"
      FROM review WHERE assessment_id = ${assessmentId}`;
    return new Map(rows.map((row) => [row.key, row]));
  }
}

/** Three hundred of them stand on a page, so that nothing is copied on the way. */
function answerLine(
  { question: { key, text }, answer, comparison }: Compared,
  review: ReviewLine | undefined,
  points: QuestionLine | undefined,
  answeredAnew: boolean,
): AnswerLine {
  const answered = answer !== undefined && isAnswered(answer);
  const reviewOutdated = review !== undefined && review.reviewedAt < (answer?.answeredAt ?? '');
  const line: AnswerLine = { key, text, answered, comparison, answeredAnew, reviewOutdated };
  if (answer?.notApplicableReason) line.notApplicableReason = answer.notApplicableReason;
  if (review) line.review = review;
  if (points) line.points = points;
  return line;
}

const known = new WeakMap<StoredScore, ReadonlyMap<string, QuestionLine>>();

/** The lines of a score’s questions by key; a score never changes. */
function pointsOf(score: StoredScore | undefined): ReadonlyMap<string, QuestionLine> {
  if (!score) return new Map();
  const before = known.get(score);
  if (before) return before;
  const lines = score.result.ledger.filter((line) => line.kind === 'question');
  const points = new Map(lines.map((line) => [line.key, line]));
  known.set(score, points);
  return points;
}
