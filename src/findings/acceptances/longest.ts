import { addMonths } from '../../platform/clock.js';
import { policy, type Figures } from '../../policies/index.js';
import type { Tier } from '../../scoring/index.js';

const months = (tier: string, usual: number) => ({
  label: `Tier ${tier}`,
  unit: 'months',
  usual,
  min: 1,
  max: 60,
});

/** The longest a risk may be borne, by tier. Source: our own figures, none longer than an approval of that tier. */
export const acceptancePolicy = policy('risk-acceptances', {
  title: 'Risk acceptances',
  about:
    'How long the risk of a finding may be borne before somebody has to decide on it again. Acceptances that stand already keep their day.',
  figures: {
    tier1: months('1', 6),
    tier2: months('2', 12),
    tier3: months('3', 12),
    tier4: months('4', 24),
  },
});

export type AcceptanceFigures = Figures<keyof typeof acceptancePolicy.figures>;

/** The last day until which a risk may be borne from `today` on; without a tier the strictest holds. `YYYY-MM-DD`. */
export function longestAcceptance(
  tier: Tier | null,
  figures: AcceptanceFigures,
  today: string,
): string {
  const strictest = Math.min(...Object.values(figures));
  return addMonths(today, tier === null ? strictest : figures[`tier${tier}`]);
}

/** What is wrong with the last day of an acceptance, as a clause; nothing where it can stand. Days are `YYYY-MM-DD`. */
export function untilProblem(
  until: string,
  tier: Tier | null,
  figures: AcceptanceFigures,
  today: string,
): string | undefined {
  if (until <= today) return 'is not after today';
  const last = longestAcceptance(tier, figures, today);
  if (until <= last) return undefined;
  const whose = tier === null ? 'a vendor without a tier' : `tier ${tier}`;
  return `is later than ${last}, the last day the policy allows for ${whose}`;
}
