import type { Choice } from './catalogues.js';
import type { InherentRisk } from './engagement-facts.js';
import { highest, levelWords } from './levels.js';
import { listed } from './wording.js';

type Derived = Omit<InherentRisk, 'reasons'>;

function impactReason({ data, access, criticality, autonomy, impact }: Derived): string {
  if (impact === 'VL') return 'Impact is very low: nothing said about the engagement raises it.';
  const axes = [data, access, criticality, autonomy].filter(({ level }) => level === impact);
  const because = [...new Set(axes.flatMap((axis) => axis.because))];
  return `Impact is ${levelWords[impact]} because ${listed(because)}.`;
}

function likelihoodReason({ likelihood }: Derived, factors: readonly Choice[]): string {
  const sentence = `Likelihood is ${levelWords[likelihood]}, the mean of ${factors.length} factors`;
  const top = highest(factors.map(({ level }) => level));
  const leading = factors.filter(({ level }) => level === top);
  if (leading.length === factors.length) return `${sentence} that all stand there.`;
  const led = leading.map(({ because }) => because).join('; ');
  return `${sentence}; the highest (${levelWords[top]}) ${leading.length === 1 ? 'is' : 'are'} ${led}.`;
}

function tierReason({ tier, tierFromLevel, level, forced }: Derived): string {
  if (forced.length === 0) return `Tier ${tier} because inherent risk is ${levelWords[level]}.`;
  const otherwise =
    tierFromLevel === 1
      ? 'inherent risk gives the same tier'
      : `inherent risk alone would give tier ${tierFromLevel}`;
  return `Tier 1 is forced because ${listed(forced)}; ${otherwise}.`;
}

/** The derivation of an inherent risk in plain sentences: impact, likelihood, level, tier. */
export function inherentReasons(derived: Derived, factors: readonly Choice[]): string[] {
  const { level, likelihood, impact, value } = derived;
  const inherent =
    `Inherent risk is ${levelWords[level]} (${value} of 100): ` +
    `likelihood ${levelWords[likelihood]}, impact ${levelWords[impact]}.`;
  const tier = tierReason(derived);
  return [impactReason(derived), likelihoodReason(derived, factors), inherent, tier];
}
