import type { AnswerLine, SectionLines, SubmittedAnswerView } from '../../assessments/index.js';
import { isIn, isJudged, type ReviewList } from './review-marks.js';

/** One question of a walk through the answers, and its neighbours in the list that is walked. */
export interface Place {
  section: SectionLines;
  line: AnswerLine;
  number: number;
  of: number;
  previous: string | undefined;
  next: string | undefined;
  /** The next one that nobody has judged, from the top again after the last. */
  open: string | undefined;
}

/** The same with all there is to see of the answer. */
export type Step = Place & { answer: SubmittedAnswerView };

/** The step at a question, or at the first of the list; nothing where there is no such question. */
export function stepAt(
  sections: readonly SectionLines[],
  list: ReviewList,
  key?: string,
): Place | undefined {
  const all = sections.flatMap((section) => section.questions.map((line) => ({ section, line })));
  const wanted = (at: { line: AnswerLine }) => isIn(list, at.line);
  const first = all.findIndex(wanted);
  const place = key === undefined ? Math.max(first, 0) : all.findIndex((at) => at.line.key === key);
  const here = all[place];
  if (!here) return undefined;
  return {
    ...here,
    number: place + 1,
    of: all.length,
    previous: all.slice(0, place).findLast(wanted)?.line.key,
    next: all.slice(place + 1).find(wanted)?.line.key,
    open: [...all.slice(place + 1), ...all.slice(0, place)].find(({ line }) => !isJudged(line))
      ?.line.key,
  };
}
