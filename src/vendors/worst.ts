import { rank, type InherentRisk, type Level, type Tier } from '../scoring/index.js';

export interface Worst {
  tier: Tier | null;
  inherentLevel: Level | null;
}

/** The most demanding tier (1 before 4) and the highest inherent level of all; nulls for none. */
export function worstOf(risks: readonly Pick<InherentRisk, 'tier' | 'level'>[]): Worst {
  const [first, ...rest] = risks;
  if (!first) return { tier: null, inherentLevel: null };
  return rest.reduce<{ tier: Tier; inherentLevel: Level }>(
    (worst, { tier, level }) => ({
      tier: tier < worst.tier ? tier : worst.tier,
      inherentLevel: rank(level) > rank(worst.inherentLevel) ? level : worst.inherentLevel,
    }),
    { tier: first.tier, inherentLevel: first.level },
  );
}
