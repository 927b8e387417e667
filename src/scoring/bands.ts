import { EDGE } from './rounding.js';

export const bands = ['very_low', 'low', 'moderate', 'high', 'very_high'] as const;

/** Band of residual risk, in rising order. */
export type Band = (typeof bands)[number];

export const bandWords: Readonly<Record<Band, string>> = {
  very_low: 'Very low',
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  very_high: 'Very high',
};

export interface BandRange {
  readonly from: number;
  readonly to: number;
}

/** Residual per band: from is included, to is not, except 100 in the highest. Source: VRM-1. */
export const bandRanges: Readonly<Record<Band, BandRange>> = {
  very_low: { from: 0, to: 20 },
  low: { from: 20, to: 40 },
  moderate: { from: 40, to: 60 },
  high: { from: 60, to: 80 },
  very_high: { from: 80, to: 100 },
};

/** True if the text is one of the five band codes. */
export function isBand(text: unknown): text is Band {
  return (bands as readonly unknown[]).includes(text);
}

/** Position of a band, 0 (very low) to 4 (very high). */
export function bandRank(band: Band): number {
  return bands.indexOf(band);
}

/** The higher of two bands. */
export function higherBand(one: Band, other: Band): Band {
  return bandRank(one) >= bandRank(other) ? one : other;
}

/** The next band down, or null below very low. */
export function bandBelow(band: Band): Band | null {
  return bands[bandRank(band) - 1] ?? null;
}

/**
 * The band of a residual, decided on the unrounded value: 59.96 is moderate although it reads 60.0.
 * @param residual 0 to 100
 * @throws RangeError outside 0 to 100, or not a number
 */
export function bandOf(residual: number): Band {
  if (!(residual >= 0 && residual <= 100)) {
    throw new RangeError(`A residual lies between 0 and 100, not ${residual}`);
  }
  let found: Band = 'very_low';
  for (const band of bands) if (residual >= bandRanges[band].from - EDGE) found = band;
  return found;
}
