import type { AnswerLine, Judgement } from '../../assessments/index.js';

export const reviewLists = ['anew', 'since', 'all', 'open', 'adverse'] as const;
export type ReviewList = (typeof reviewLists)[number];

export const isJudged = ({ review, reviewOutdated }: AnswerLine): boolean =>
  review !== undefined && !reviewOutdated;

/** Whether the answer earns nothing as it stands, though the question counts. */
function isAdverse({ points, comparison }: AnswerLine): boolean {
  return points ? points.w > 0 && points.c === 0 : comparison.compliance === 0;
}

const inList: Readonly<Record<ReviewList, (answer: AnswerLine) => boolean>> = {
  anew: ({ answeredAnew, reviewOutdated }) => answeredAnew || reviewOutdated,
  since: () => true,
  all: () => true,
  open: (answer) => !isJudged(answer),
  adverse: isAdverse,
};

export function isIn(list: ReviewList, answer: AnswerLine): boolean {
  return inList[list](answer);
}

export const judgementWords: Readonly<Record<Judgement, string>> = {
  meets: 'Meets what is expected',
  partial: 'Meets part of it',
  does_not_meet: 'Does not meet it',
  insufficient: 'Does not say enough',
  not_applicable: 'Not applicable',
};

const markWords: Readonly<Record<Judgement, string>> = {
  meets: 'Meets',
  partial: 'Partial',
  does_not_meet: 'Does not meet',
  insufficient: 'Insufficient',
  not_applicable: 'Not applicable',
};

/** The state of an answer in a few words, with the status whose mark it carries. */
export function markOf(answer: AnswerLine): { status: string; word: string } {
  if (answer.review && !answer.reviewOutdated)
    return { status: answer.review.judgement, word: markWords[answer.review.judgement] };
  if (answer.reviewOutdated || (answer.answeredAnew && !answer.review))
    return { status: 'queued', word: 'Answered anew' };
  return { status: 'queued', word: `Not reviewed: ${comparedWord(answer)}` };
}

/** What comparing the answer with the expected one gave, in a word or two. */
function comparedWord({ answered, notApplicableReason, comparison }: AnswerLine): string {
  if (notApplicableReason !== undefined) return 'says not applicable';
  if (!answered) return 'left blank';
  if (comparison.compliance === 1) return 'met';
  return comparison.compliance > 0 ? 'met in part' : 'adverse';
}
