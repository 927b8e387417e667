import { levelWords, type InherentRisk, type Level } from '../../scoring/index.js';
import { worded } from '../frame/words.js';

const word = (level: Level): string => worded(levelWords[level]);

/** Inherent risk as pages tell it. */
export function inherentShown({ inherent }: { inherent: InherentRisk }): object {
  const { level, impact, likelihood, value, tier, tierFromLevel, forced, reasons } = inherent;
  return {
    level: word(level),
    impact: word(impact),
    likelihood: word(likelihood),
    value,
    tier,
    tierFromLevel,
    raised: forced.length > 0 && tier !== tierFromLevel,
    forced,
    reasons,
  };
}
