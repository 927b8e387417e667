import { dayOf } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { compare } from '../../questionnaires/index.js';
import { isAnswered } from '../answering/answered.js';
import { standingReviews } from '../scores/questions-for-score.js';
import type { BulkAnswer } from './in-bulk.js';
import type { Snapshot } from './snapshots.service.js';

/** The answers of one section, those to questions that were asked, as they are judged together. */
export function bulkAnswers(snapshot: Snapshot, sectionKey: string): BulkAnswer[] {
  const { questionnaire, submission, reviews, questions: asked } = snapshot;
  const section = questionnaire.definition.sections.find(({ key }) => key === sectionKey);
  if (!section) throw new NotFound('section');
  const day = dayOf(submission.submittedAt);
  const given = new Map(submission.answers.map((answer) => [answer.questionKey, answer]));
  const standing = standingReviews(reviews, submission.answers);
  const shown = new Set(asked.map(({ key }) => key));
  return section.questions
    .filter(({ key }) => shown.has(key))
    .map((question) => {
      const { key, text, knockOut = false } = question;
      const answer = given.get(key);
      const reason = answer?.notApplicableReason ?? undefined;
      return {
        key,
        text,
        knockOut,
        answered: answer !== undefined && isAnswered(answer),
        ...(reason === undefined ? {} : { notApplicableReason: reason }),
        comparison: compare(question, answer?.value ?? undefined, day),
        judged: standing.has(key),
      };
    });
}
