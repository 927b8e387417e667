import type { AssessmentView } from '../../assessments/index.js';
import type { Caller } from '../../identity/index.js';

/** Beside a decision: the cycle after it where one runs; otherwise how to start it, and what it takes from this one. */
export function nextCycle(
  me: Caller,
  { vendorId, engagementId, progress }: AssessmentView,
  running: string | undefined,
): object | undefined {
  if (running !== undefined) return { running: `/assessments/${running}` };
  if (!me.may.has('assessments.write')) return undefined;
  const answered = progress?.answered ?? 0;
  const answers = answered === 1 ? 'The one answer' : `All ${answered} answers`;
  return {
    start: `/vendors/${vendorId}/assessments/new?engagement=${engagementId}`,
    carried:
      `${answers} to this one will be filled in where the question is asked in the same words, for the vendor to confirm ` +
      'or change. Where it is asked otherwise, the old answer stands beside it.',
  };
}
