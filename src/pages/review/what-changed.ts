import type { SectionLines } from '../../assessments/index.js';
import { isJudged, markOf } from './review-marks.js';

/** What of the list at the left may look different now: the marks of these questions, and the counts of their sections. */
export function whatChanged(sections: readonly SectionLines[], keys: ReadonlySet<string>): object {
  const among = sections.filter(({ questions }) => questions.some(({ key }) => keys.has(key)));
  return {
    marks: among.flatMap(({ questions }) =>
      questions
        .filter(({ key }) => keys.has(key))
        .map((answer) => ({ key: answer.key, ...markOf(answer) })),
    ),
    counts: among.map(({ key, questions }) => ({
      key,
      judged: questions.filter(isJudged).length,
      of: questions.length,
    })),
  };
}
