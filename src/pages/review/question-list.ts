import type { SectionLines } from '../../assessments/index.js';
import { addressOf } from './addresses.js';
import { isIn, isJudged, markOf, reviewLists, type ReviewList } from './review-marks.js';

const listWords: Readonly<Record<ReviewList, string>> = {
  anew: 'Answered anew',
  since: 'Changed, weakened first',
  all: 'All',
  open: 'Not reviewed',
  adverse: 'Adverse',
};

/** The lists one may walk through, with how many questions each has. */
export const listLinks = (
  id: string,
  current: ReviewList,
  sections: readonly SectionLines[],
  /** How many are other than in the cycle before, where there was one. */
  changed?: number,
): object[] => {
  const all = sections.flatMap(({ questions }) => questions);
  return reviewLists
    .filter((one) => one !== 'since' || changed !== undefined)
    .filter((one) => one !== 'anew' || one === current || all.some((answer) => isIn(one, answer)))
    .map((one) => ({
      ...listLink(id, one, current, sections),
      ...(one === 'since' ? { count: String(changed) } : {}),
    }));
};

function listLink(
  id: string,
  list: ReviewList,
  current: ReviewList,
  sections: readonly SectionLines[],
): object {
  const found = sections.flatMap(({ questions }) => questions).filter((one) => isIn(list, one));
  return {
    href: `/assessments/${id}/review?show=${list}`,
    label: listWords[list],
    current: list === current,
    count: String(found.length),
  };
}

/** The questions at the left, by section: those of the list that is walked, and the open one. */
export function sectionsShown(
  id: string,
  list: ReviewList,
  sections: readonly SectionLines[],
  current: string,
): object[] {
  return sections
    .map(({ key, title, questions }) => ({
      key,
      title,
      judged: questions.filter(isJudged).length,
      of: questions.length,
      questions: questions
        .filter((answer) => isIn(list, answer) || answer.key === current)
        .map((answer) => ({
          key: answer.key,
          text: answer.text,
          href: addressOf(id, list, answer.key),
          current: answer.key === current,
          ...markOf(answer),
        })),
    }))
    .filter(({ questions }) => questions.length > 0);
}
