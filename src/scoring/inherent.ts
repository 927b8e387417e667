import {
  accessKinds,
  autonomies,
  criticalities,
  dataCategories,
  type Choice,
} from './catalogues.js';
import type { Cause, EngagementFacts, InherentRisk } from './engagement-facts.js';
import { forcedTierReasons } from './forced-tier.js';
import { inherentLevel } from './inherent-table.js';
import { inherentReasons } from './inherent-reasons.js';
import { highest, levelTiers, levelValues, meanLevel } from './levels.js';
import { likelihoodFactors } from './likelihood.js';

function choose(what: string, catalogue: readonly Choice[], code: unknown): Choice {
  const found = catalogue.find((choice) => choice.code === code);
  if (found) return found;
  const known = catalogue.map((choice) => choice.code).join(', ');
  throw new RangeError(`Unknown ${what} "${String(code)}"; known are ${known}`);
}

function causeOf(what: string, catalogue: readonly Choice[], codes: readonly string[]): Cause {
  const chosen = [...new Set(codes)].map((code) => choose(what, catalogue, code));
  const level = highest(chosen.map((choice) => choice.level));
  const top = chosen.filter((choice) => choice.level === level);
  return {
    level,
    codes: top.map((choice) => choice.code),
    because: top.map((choice) => choice.because),
  };
}

/**
 * Inherent risk of an engagement: impact is the highest of data, access, criticality and autonomy;
 * likelihood the mean of five factors, rounded half up; level, value I (10 to 90) and tier (1 to 4)
 * follow, and some facts force tier 1. The forcing facts are also read from the data categories,
 * the access and the criticality, so that a box left unticked cannot soften the tier.
 * Source: NIST SP 800-30r1 Table I-2 for the table, VRM-1 for the rest.
 * @throws RangeError on an unknown code or level, naming it and the known ones
 */
export function assessInherentRisk(facts: EngagementFacts): InherentRisk {
  const data = causeOf('data category', dataCategories, facts.data);
  const access = causeOf('access', accessKinds, facts.access);
  const criticality = causeOf('criticality', criticalities, [facts.criticality]);
  const autonomy = causeOf('autonomy', autonomies, [facts.autonomy]);
  const factors = likelihoodFactors.map(({ code, label, choices }) =>
    choose(`level of "${label}"`, choices, facts.likelihood[code]),
  );

  const impact = highest([data.level, access.level, criticality.level, autonomy.level]);
  const likelihood = meanLevel(factors.map((choice) => choice.level));
  const level = inherentLevel(likelihood, impact);
  const tierFromLevel = levelTiers[level];
  const forced = forcedTierReasons(facts);
  const derived = {
    data,
    access,
    criticality,
    autonomy,
    impact,
    likelihood,
    level,
    value: levelValues[level],
    tier: forced.length > 0 ? (1 as const) : tierFromLevel,
    tierFromLevel,
    forced,
  };
  return { ...derived, reasons: inherentReasons(derived, factors) };
}
