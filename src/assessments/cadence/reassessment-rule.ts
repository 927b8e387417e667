import { addDays, addMonths } from '../../platform/clock.js';
import type { Tier } from '../../scoring/index.js';
import type { ReassessmentFigures } from './reassessment-policy.js';

export interface EngagementFacts {
  tier: Tier;
  /** Its code runs here, or it holds keys of ours. */
  exposed: boolean;
  /** The day it was entered, `YYYY-MM-DD`. */
  enteredOn: string;
  /** The last day of the contract. */
  endsOn: string | null;
  /** The day of the last decision, on whatever questionnaire. */
  decidedOn: string | null;
  /** The day of the last decision on a questionnaire that is not the short one. */
  fullyDecidedOn: string | null;
  /** The last decision was to reject it. */
  rejected: boolean;
}

export interface Due {
  part: 'full' | 'light';
  /** `YYYY-MM-DD`. */
  dueOn: string;
}

/**
 * When an engagement is to be assessed again, by `product.md`'s cadence: one full assessment always, and in tier 1 a
 * light one between, if it is due sooner. Months are calendar months, cut to the end of shorter ones. What was never
 * decided is due `first` days after it was entered. A rejected engagement owes nothing.
 */
export function reassessmentsDue(facts: EngagementFacts, figures: ReassessmentFigures): Due[] {
  if (facts.rejected) return [];
  const full: Due = { part: 'full', dueOn: fullDue(facts, figures) };
  if (facts.tier !== 1 || facts.decidedOn === null) return [full];
  const { exposed, decidedOn } = facts;
  const cadence = exposed ? Math.min(figures.tier1Exposed, figures.tier1Light) : figures.tier1Light;
  const light: Due = { part: 'light', dueOn: addMonths(decidedOn, cadence) };
  return light.dueOn < full.dueOn ? [light, full] : [full];
}

function fullDue(facts: EngagementFacts, figures: ReassessmentFigures): string {
  const { tier, enteredOn, decidedOn, fullyDecidedOn, endsOn } = facts;
  // In tier 1 the short questionnaire counts as light, so it does not put the full one off.
  const last = tier === 1 ? fullyDecidedOn : decidedOn;
  if (last === null) {
    const from = decidedOn !== null && decidedOn > enteredOn ? decidedOn : enteredOn;
    return addDays(from, figures.first);
  }
  const months = { 1: figures.tier1Full, 2: figures.tier2, 3: figures.tier3, 4: figures.tier4 };
  const due = addMonths(last, months[tier]);
  const renewal = tier === 4 && endsOn !== null && endsOn > last ? endsOn : due;
  return renewal < due ? renewal : due;
}
