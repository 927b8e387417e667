import { addDays, addMonths } from '../../platform/clock.js';
import type { FreshnessFigures } from './figures.js';

export interface Aged {
  state: 'fresh' | 'due_soon' | 'stale';
  /** The last day on which it is fresh. */
  freshUntil: string;
}

/**
 * A list of subprocessors as of a day: fresh for `subprocessorListDays`.
 *
 * Source: our own rule. Contracts after GDPR Article 28(2) announce changes some 30 days ahead; a list that nobody
 * confirmed for a quarter of a year may have missed three of them.
 */
export const subprocessorListFreshness = (asOf: string, day: string, figures: FreshnessFigures) =>
  aged(addDays(asOf, figures.subprocessorListDays), day, figures);

/**
 * A software bill of materials as of a day: fresh for `sbomDays`.
 *
 * Source: our own figure. NTIA's minimum elements (2021) want a new one with every release; three months without
 * a release is rare among AI vendors.
 */
export const sbomFreshness = (asOf: string, day: string, figures: FreshnessFigures) =>
  aged(addDays(asOf, figures.sbomDays), day, figures);

/**
 * What a vendor says of itself, as of the day it said so: fresh for `selfAssessmentMonths`.
 *
 * Source: practice with standard questionnaires (SIG, CAIQ), which are answered anew every year.
 */
export const selfAssessmentFreshness = (asOf: string, day: string, figures: FreshnessFigures) =>
  aged(addMonths(asOf, figures.selfAssessmentMonths), day, figures);

function aged(freshUntil: string, day: string, { dueSoonDays }: FreshnessFigures): Aged {
  if (day > freshUntil) return { state: 'stale', freshUntil };
  return { state: day < addDays(freshUntil, -dueSoonDays) ? 'fresh' : 'due_soon', freshUntil };
}
