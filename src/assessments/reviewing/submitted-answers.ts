import { dayOf } from '../../platform/clock.js';
import { present } from '../../platform/present.js';
import { compare, formatAnswer, type Question } from '../../questionnaires/index.js';
import type { LedgerLine, QuestionLine, ScoredQuestion } from '../../scoring/index.js';
import type { FrozenAnswer } from '../answering/answer.entity.js';
import { isAnswered } from '../answering/answered.js';
import { standingReviews } from '../scores/questions-for-score.js';
import type { ReviewView } from './review.dto.js';
import type { Review } from './review.entity.js';
import type { Snapshot } from './snapshots.service.js';
import type { SubmittedAnswerView, SubmittedSectionView } from './submitted-answer.dto.js';

/** Every question that was asked, by section, with all that a reviewer looks at. */
export function submittedSections(
  { questionnaire, submission, reviews, questions: asked }: Snapshot,
  ledger: readonly LedgerLine[],
  anew: ReadonlySet<string> = new Set(),
): SubmittedSectionView[] {
  const day = dayOf(submission.submittedAt);
  const given = new Map(submission.answers.map((answer) => [answer.questionKey, answer]));
  const standing = standingReviews(reviews, submission.answers);
  const known = new Map(reviews.map((review) => [review.questionKey, review]));
  const points = new Map(ledger.filter(isQuestion).map((line) => [line.key, line]));
  const scored = new Map(asked.map((question) => [question.key, question]));
  const shown = (question: Question): SubmittedAnswerView => {
    const { key } = question;
    const review = known.get(key);
    const line = points.get(key);
    const resting = scored.get(key);
    // Spread into one literal, all that is copied here is collected late: half a megabyte for 100 questions.
    const view: Partial<SubmittedAnswerView> = asAsked(
      question,
      resting?.domainLabel ?? question.domain,
    );
    Object.assign(view, asAnswered(question, given.get(key), day));
    if (review) view.review = viewOf(review);
    if (resting) Object.assign(view, restingOn(resting));
    view.answeredAnew = anew.has(key) && !(review && review.reviewedAt >= submission.submittedAt);
    view.reviewOutdated = review !== undefined && !standing.has(key);
    if (line) view.points = pointsOf(line);
    return view as SubmittedAnswerView;
  };
  return questionnaire.definition.sections
    .map(({ key, title, questions }) => ({
      key,
      title,
      questions: questions.filter((question) => scored.has(question.key)).map(shown),
    }))
    .filter(({ questions }) => questions.length > 0);
}

function asAsked(question: Question, domainLabel: string) {
  const { key, text, kind, weight, domain, guidance, evidenceWanted } = question;
  return {
    key,
    text,
    kind,
    weight,
    domain,
    domainLabel,
    knockOut: question.knockOut ?? false,
    ...(guidance ? { guidance } : {}),
    ...(evidenceWanted ? { evidenceWanted } : {}),
    controls: question.controls ?? [],
    expected: question.expectedText,
  };
}

function asAnswered(question: Question, answer: FrozenAnswer | undefined, day: string) {
  const value = answer?.value ?? undefined;
  const comparison = compare(question, value, day);
  if (!answer) return { answered: false, lines: [], comparison };
  const { questionKey: _, ...said } = answer;
  return {
    answered: isAnswered(answer),
    ...present(said),
    lines: value === undefined ? [] : formatAnswer(question, value),
    comparison,
  };
}

function viewOf({
  judgement,
  evidence,
  auditId,
  scopeGap,
  comment,
  audience,
  submissionId,
  reviewer,
  reviewedAt,
  version,
}: Review): ReviewView {
  return {
    judgement,
    evidence,
    ...present({ auditId, scopeGap, comment, submissionId }),
    audience,
    reviewer,
    reviewedAt: reviewedAt.toISOString(),
    version,
  };
}

/** What it rests on today; the last score may have been made before. */
const restingOn = ({ restsOn, evidenceLowered }: ScoredQuestion) =>
  present({ restsOn, evidenceLowered });

const isQuestion = (line: LedgerLine): line is QuestionLine => line.kind === 'question';

const pointsOf = ({ w, c, e, wc, wce, lost, why }: QuestionLine) => ({
  w,
  c,
  e,
  wc,
  wce,
  lost,
  why,
});
