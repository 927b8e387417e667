import type { Band } from '../../scoring/index.js';
import type { BandCounts } from '../portfolio.dto.js';

export const noCounts = (): BandCounts => ({
  very_low: 0,
  low: 0,
  moderate: 0,
  high: 0,
  very_high: 0,
  unknown: 0,
});

/** How many of these stand in each band; null is not scored. */
export function countsOf(bands: Iterable<Band | null>): BandCounts {
  const counts = noCounts();
  for (const band of bands) counts[band ?? 'unknown'] += 1;
  return counts;
}

/** The first of a list, and how many it leaves out. */
export const firstOf = <T>(list: readonly T[], most: number): { first: T[]; more: number } => ({
  first: list.slice(0, most),
  more: Math.max(0, list.length - most),
});

/** The longest list that is told; the page and the paper say how many more there are. */
export const longest = 25;
