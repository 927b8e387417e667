import { addMonths } from '../../platform/clock.js';
import { policy, type Figures } from '../../policies/index.js';
import type { Band, Tier } from '../../scoring/index.js';
import type { NewOverride } from './override.dto.js';

const months = (tier: Tier, usual: number) => ({
  label: `Tier ${tier}: in force at most`,
  unit: 'months',
  usual,
  min: 1,
  max: 36,
});

/** Our own figures: the more is at stake, the sooner somebody looks again. */
export const overridePolicy = policy('overrides', {
  title: 'Bands set by a person',
  about:
    'How long an approver may set another band than the model’s, by the tier of the engagement. Those in force already keep their end.',
  figures: {
    tier1Months: months(1, 6),
    tier2Months: months(2, 12),
    tier3Months: months(3, 12),
    tier4Months: months(4, 24),
  },
});

export type OverrideMonths = Figures<keyof typeof overridePolicy.figures>;

const figureOf = {
  1: 'tier1Months',
  2: 'tier2Months',
  3: 'tier3Months',
  4: 'tier4Months',
} as const satisfies Record<Tier, keyof OverrideMonths>;

/** The last day that an override set on `today` may choose; days are `YYYY-MM-DD`. */
export function longestOverride(tier: Tier, figures: OverrideMonths, today: string): string {
  return addMonths(today, figures[figureOf[tier]]);
}

interface Ground {
  /** What the model gives now. */
  modelBand: Band;
  tier: Tier;
  figures: OverrideMonths;
  today: string;
}

/**
 * What is wrong with an override, by field; empty where it may be set. Its length and its words were checked at the
 * door: here it is another band than the model's, and an end after today and no later than the policy allows.
 */
export function overrideProblems(
  { band, until }: Pick<NewOverride, 'band' | 'until'>,
  { modelBand, tier, figures, today }: Ground,
): Record<string, string> {
  const problems: Record<string, string> = {};
  if (band === modelBand) problems['band'] = 'is what the model gives';
  const last = longestOverride(tier, figures, today);
  if (until <= today) problems['until'] = 'is not after today';
  else if (until > last) {
    problems['until'] = `is later than ${last}, the last day the policy allows for tier ${tier}`;
  }
  return problems;
}
