import type { Certainty, StandingWord } from './facts.js';

/** "affected", "perhaps affected", "clear", "stale", "never asked". */
export function standingWords({
  standing,
  certainty,
}: {
  standing: StandingWord;
  certainty?: Certainty | null;
}): string {
  if (standing === 'never_asked') return 'never asked';
  return certainty === 'possible' ? 'perhaps affected' : standing;
}
