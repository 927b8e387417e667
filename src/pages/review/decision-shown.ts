import type { DecisionView } from '../../assessments/index.js';

/** A decision for the partial of its name. `kept`: what was open then is known, even where it was nothing. */
export function decisionShown(decision: DecisionView): object {
  return { ...decision, kept: decision.openFindings !== undefined };
}
