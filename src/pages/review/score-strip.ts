import type { AssessmentView, ScoreGist, SectionLines } from '../../assessments/index.js';
import { isJudged } from './review-marks.js';

/** How far the review has come and where the score stands, always in sight. */
export function stripOf({ score }: AssessmentView, sections: readonly SectionLines[]): object {
  const all = sections.flatMap(({ questions }) => questions);
  return {
    judged: all.filter(isJudged).length,
    of: all.length,
    ...(score ? scoreOf(score) : {}),
  };
}

const scoreOf = ({ band, floored, residual, overridden }: ScoreGist): object => ({
  band,
  floored,
  residual,
  ...(overridden ? { overridden } : {}),
});
