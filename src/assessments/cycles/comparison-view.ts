import type { ComparedCycle, ComparisonOfCycles, CycleChangeView } from './cycle.dto.js';
import type { CycleChange } from './compare-cycles.js';
import type { CycleReading } from './cycle-readings.queries.js';
import type { Comparison } from './cycles.queries.js';
import type { StoredScore } from '../scores/score.entity.js';

/** What makes two cycles hard to compare, in sentences. */
export function caveatsOf({ before, after, changes }: Comparison): string[] {
  const [one, other] = [before.questionnaire, after.questionnaire];
  return [
    ...(before.assessment.engagementId === after.assessment.engagementId
      ? []
      : ['They are about different engagements.']),
    ...(one.key === other.key
      ? one.number === other.number
        ? []
        : [`The questionnaire went from version ${one.number} to version ${other.number}.`]
      : [`They asked different questionnaires: “${one.title}” and “${other.title}”.`]),
    ...(before.submission.submittedAt > after.submission.submittedAt
      ? ['The first of them is the later one.']
      : []),
    ...unjudged(changes),
  ];
}

/** What nobody has judged yet is worth less than what was proven before: much of the difference may be no more than that. */
function unjudged(changes: readonly CycleChange[]): string[] {
  const given = changes.flatMap(({ after }) =>
    after && after.standing !== 'blank' ? [after] : [],
  );
  const open = given.filter(({ judged }) => judged === null).length;
  if (open === 0) return [];
  return [
    `${open} of ${given.length} answers of the later assessment are not reviewed yet. Each counts on the vendor’s word alone until it is, so the points may rise again.`,
  ];
}

export function comparisonView(comparison: Comparison): ComparisonOfCycles {
  return {
    before: cycleView(comparison.before),
    after: cycleView(comparison.after),
    caveats: caveatsOf(comparison),
    changes: comparison.changes.map(changeView),
  };
}

function cycleView({
  assessment,
  questionnaire,
  submission,
  decision,
  score,
}: CycleReading): ComparedCycle {
  return {
    assessmentId: assessment.id,
    engagementId: assessment.engagementId,
    questionnaire: questionnaire.title,
    questionnaireNumber: questionnaire.number,
    submittedAt: submission.submittedAt.toISOString(),
    ...(decision ? { decidedAt: decision.decidedAt.toISOString() } : {}),
    ...(score ? gistOf(score) : {}),
  };
}

const gistOf = ({ band, residual, overridden }: StoredScore) => ({
  band,
  residual,
  ...(overridden ? { overridden } : {}),
});

function changeView({
  key,
  kind,
  why,
  reworded,
  flagged,
  before,
  after,
}: CycleChange): CycleChangeView {
  const text = (after ?? before)?.text ?? key;
  return { key, text, kind, why, reworded, flagged, confirmedUnproven: after?.unproven ?? 0 };
}
