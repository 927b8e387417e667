import type { Certainty, StandingWord } from './facts.js';

export const standingTitles: Readonly<Record<StandingWord, string>> = {
  affected: 'Affected',
  clear: 'Clear',
  stale: 'Stale',
  never_asked: 'Never asked',
};

/** What each of the four means, in one sentence. */
export const standingMeanings: Readonly<Record<StandingWord, string>> = {
  affected: 'A list or their own word shows it, or they use it in a version that is not known.',
  clear: 'A list that is recent enough, or their own word, shows that it did not reach them.',
  stale: 'We know something, but from too long ago or not enough to say either way.',
  never_asked: 'There is no list of what they are built from, and they have said nothing.',
};

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
