import { isFloored, type StoredScore } from '../../assessments/index.js';
import { bandWords, floorWords, type Floor, type Score } from '../../scoring/index.js';

/** A floor as one line: what it is, what it does, why. */
const floorLine = ({ id, atLeast, reasons }: Floor): object => ({
  reason: `${id}, at least ${bandWords[atLeast].toLowerCase()}: ${reasons.join('; ')}.`,
  id,
  name: floorWords[id],
  atLeast: bandWords[atLeast],
});

const floorLines = ({ floors }: Pick<Score, 'floors'>): object[] => floors.map(floorLine);

/** Conformance and assurance of each domain, the way pages show them: says and shows. */
const domainLines = ({ domains, strength }: Score): object[] =>
  domains.map(({ label, conformance, assurance }) => ({
    label,
    says: conformance,
    shows: assurance,
    counts: conformance !== null,
    weakest: label === strength.weakestLabel,
  }));

/** A score at a glance. */
export function scoreGlance(score: StoredScore): object {
  const { number, scoredAt, band, residual, overridden, result } = score;
  const { strength, bandFromAnswers, reason, coverage, assertionOnly } = result;
  return {
    number,
    scoredAt,
    band,
    floored: isFloored(result),
    ...(overridden ? { overridden } : {}),
    bandFromAnswers,
    reason,
    residual,
    control: strength.control,
    says: strength.conformance,
    shows: strength.assurance,
    coverage: { answered: coverage.answered, asked: coverage.asked },
    assertionOnly: assertionOnly.length,
    floors: floorLines(result),
    domains: domainLines(result),
  };
}
