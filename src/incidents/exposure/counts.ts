import type { Certainty, StandingWord } from './facts.js';

/** How many vendors stand where; the four add up to the vendors in use. */
export interface Counts {
  affected: number;
  /** Of the affected, those of whom it is certain; the others may be. */
  confirmed: number;
  possible: number;
  clear: number;
  stale: number;
  never_asked: number;
}

export const noCounts: Counts = {
  affected: 0,
  confirmed: 0,
  possible: 0,
  clear: 0,
  stale: 0,
  never_asked: 0,
};

interface Placed {
  standing: StandingWord;
  certainty: Certainty | null;
}

/** The counts with one vendor more (or, with -1, one less) in a standing. */
export function counting(counts: Counts, { standing, certainty }: Placed, by: 1 | -1 = 1): Counts {
  const next = { ...counts, [standing]: counts[standing] + by };
  if (certainty) next[certainty] += by;
  return next;
}

export const totalOf = ({ affected, clear, stale, never_asked }: Counts): number =>
  affected + clear + stale + never_asked;

const figure = new Intl.NumberFormat('en-GB');

/** "12 affected, 31 clear, 9 stale, 4 never asked": always all four, for what is unknown counts as much. */
export function countsSentence({ affected, clear, stale, never_asked }: Counts): string {
  const parts = [
    [affected, 'affected'],
    [clear, 'clear'],
    [stale, 'stale'],
    [never_asked, 'never asked'],
  ] as const;
  return parts.map(([count, word]) => `${figure.format(count)} ${word}`).join(', ');
}
