import type { InventoryFreshness } from '../../supply-chain/index.js';
import type { UseFact, Window } from './facts.js';

/** What of an incident is the same for every vendor, read once a derivation. */
export interface Ground {
  incidentId: string;
  window: Window;
  isLibrary: boolean;
  today: string;
  freshDays: InventoryFreshness;
  /** What is affected, as people call it. */
  names: readonly string[];
  /** The tools it concerns, each with what its versions come to. */
  tools: ReadonlyMap<string, ConcernedTool>;
}

export interface ConcernedTool {
  name: string;
  verdictOf: (version: string | null) => UseFact['verdict'];
}

/** Remembers verdicts: thousands of vendors use the same few versions. */
export function remembering(
  judge: (version: string | null) => UseFact['verdict'],
): ConcernedTool['verdictOf'] {
  const known = new Map<string | null, UseFact['verdict']>();
  return (version) => {
    const before = known.get(version);
    if (before) return before;
    const verdict = judge(version);
    known.set(version, verdict);
    return verdict;
  };
}

/** Of several things said about one version the worst. */
export function worstVerdict(verdicts: readonly UseFact['verdict'][]): UseFact['verdict'] {
  if (verdicts.includes('affected')) return 'affected';
  return verdicts.includes('unknown') ? 'unknown' : 'not_affected';
}
