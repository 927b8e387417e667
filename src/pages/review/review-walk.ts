import type { SubmittedAnswerView, SubmittedSectionView } from '../../assessments/index.js';
import { isIn, isJudged, type ReviewList } from './review-marks.js';

/** One question of a walk through the answers, and its neighbours in the list that is walked. */
export interface Step {
  section: SubmittedSectionView;
  answer: SubmittedAnswerView;
  number: number;
  of: number;
  previous: string | undefined;
  next: string | undefined;
  /** The next one that nobody has judged, from the top again after the last. */
  open: string | undefined;
}

/** The step at a question, or at the first of the list; nothing where there is no such question. */
export function stepAt(
  sections: readonly SubmittedSectionView[],
  list: ReviewList,
  key?: string,
): Step | undefined {
  const all = sections.flatMap((section) =>
    section.questions.map((answer) => ({ section, answer })),
  );
  const wanted = (at: { answer: SubmittedAnswerView }) => isIn(list, at.answer);
  const first = all.findIndex(wanted);
  const place =
    key === undefined ? Math.max(first, 0) : all.findIndex((at) => at.answer.key === key);
  const here = all[place];
  if (!here) return undefined;
  return {
    ...here,
    number: place + 1,
    of: all.length,
    previous: all.slice(0, place).findLast(wanted)?.answer.key,
    next: all.slice(place + 1).find(wanted)?.answer.key,
    open: [...all.slice(place + 1), ...all.slice(0, place)].find(({ answer }) => !isJudged(answer))
      ?.answer.key,
  };
}
