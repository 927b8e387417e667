import type { EngagementFacts } from './engagement-facts.js';

interface ForcingFact {
  readonly reason: string;
  readonly holds: (facts: EngagementFacts) => boolean;
}

const forcingFacts: readonly ForcingFact[] = [
  {
    reason: 'it holds our credentials',
    holds: ({ holdsCredentials, data, access }) =>
      holdsCredentials || data.includes('credentials') || access.includes('production_credentials'),
  },
  {
    reason: 'its code runs in our build or production',
    holds: ({ codeRunsHere, access }) => codeRunsHere || access.includes('runs_our_code_paths'),
  },
  {
    reason: 'it holds special-category data',
    holds: ({ data }) => data.includes('special_category'),
  },
  {
    reason: 'it holds government identity numbers',
    holds: ({ data }) => data.includes('government_id'),
  },
  {
    reason: 'it supports a critical or important function',
    holds: ({ supportsCriticalFunction, criticality }) =>
      supportsCriticalFunction || criticality === 'VH',
  },
];

/** Why an engagement belongs to tier 1 whatever its level, in clauses; empty if nothing forces it. */
export function forcedTierReasons(facts: EngagementFacts): string[] {
  return forcingFacts.filter(({ holds }) => holds(facts)).map(({ reason }) => reason);
}
