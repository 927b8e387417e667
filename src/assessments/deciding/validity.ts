import { addMonths } from '../../platform/clock.js';
import type { Tier } from '../../scoring/index.js';

const months: Readonly<Record<Tier, number>> = { 1: 12, 2: 12, 3: 24, 4: 36 };

/** The last day on which a decision made on `day` holds, unless another one was chosen: 12 to 36 months by tier. */
export function usualValidity(tier: Tier, day: string): string {
  return addMonths(day, months[tier]);
}

/** The longest a decision may hold, whatever the tier: five years. */
export function longestValidity(day: string): string {
  return addMonths(day, 60);
}
