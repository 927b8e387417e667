import { mitigation, strengthShares } from './constants.js';
import { partsOfPoint, provenParts, type Mark, type ScoredQuestion } from './question.js';

/** One domain. The three figures run from 0 to 100, and are null if nothing is left in its sum. */
export interface DomainResult {
  readonly domain: string;
  readonly label: string;
  readonly asked: number;
  /** Sum of w over the questions in the sum. */
  readonly weight: number;
  /** Sum of w·c. */
  readonly claimed: number;
  /** Sum of w·c·e. */
  readonly proven: number;
  /** S, what the vendor says. */
  readonly conformance: number | null;
  /** C = S·A/100, what is both said and proven. */
  readonly assured: number | null;
  /** A, how well what is said is proven; 0 if nothing is said. */
  readonly assurance: number | null;
}

/** The figures over all domains that count, each 0 to 100. */
export interface Strength {
  /** Mean of S. */
  readonly conformance: number;
  /** Mean of C. */
  readonly assured: number;
  /** 100·mean(C)/mean(S), so that C = S·A/100 holds here too; 0 if S is 0. */
  readonly assurance: number;
  /** The lowest C. */
  readonly weakest: number;
  readonly weakestLabel: string | null;
  /** K. */
  readonly control: number;
}

interface Sums {
  domain: string;
  label: string;
  asked: number;
  w: number;
  wc: number;
  parts: number;
}

function results({ domain, label, asked, w, wc, parts }: Sums): DomainResult {
  const proven = parts / partsOfPoint;
  const sums = { domain, label, asked, weight: w, claimed: wc, proven };
  if (w === 0) return { ...sums, conformance: null, assured: null, assurance: null };
  const assurance = wc === 0 ? 0 : (100 * proven) / wc;
  return { ...sums, conformance: (100 * wc) / w, assured: (100 * proven) / w, assurance };
}

/**
 * Sums per domain, in the order in which domains first appear.
 * S = 100·Σwc/Σw, C = 100·Σwce/Σw, A = 100·Σwce/Σwc (0 when Σwc is 0). Source: VRM-1.
 * @param marks one for each question, in the same order
 */
export function domainResults(
  questions: readonly ScoredQuestion[],
  marks: readonly Mark[],
): DomainResult[] {
  const sums = new Map<string, Sums>();
  questions.forEach(({ domain, domainLabel }, at) => {
    const mark = marks[at] as Mark;
    let sum = sums.get(domain);
    if (!sum)
      sums.set(domain, (sum = { domain, label: domainLabel, asked: 0, w: 0, wc: 0, parts: 0 }));
    sum.asked += 1;
    sum.w += mark.w;
    sum.wc += mark.w * mark.c;
    sum.parts += provenParts(mark);
  });
  return [...sums.values()].map(results);
}

function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const inOrder = [...values].sort((one, other) => one - other);
  return inOrder.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * K = 0.75·mean(C) + 0.25·min(C). Source: VRM-1.
 * @param mean @param weakest both 0 to 100
 */
export function controlStrength(mean: number, weakest: number): number {
  return strengthShares.mean * mean + strengthShares.weakest * weakest;
}

/**
 * R = I·(1 − 0.85·K/100), 0 to 100. Source: VRM-1.
 * @param inherent I, 0 to 100
 * @param control K, 0 to 100
 * @throws RangeError if either is outside its range
 */
export function residualRisk(inherent: number, control: number): number {
  for (const [what, value] of [
    ['Inherent risk', inherent],
    ['Control strength', control],
  ] as const) {
    if (!(value >= 0 && value <= 100)) {
      throw new RangeError(`${what} lies between 0 and 100, not ${value}`);
    }
  }
  return inherent * (1 - (mitigation * control) / 100);
}

/**
 * Control strength over the domains. A domain with nothing left in its sum does not count: it is
 * neither perfect nor weak. If none counts, nothing is proven and every figure is 0.
 * Source: VRM-1.
 */
export function strengthOf(domains: readonly DomainResult[]): Strength {
  const counting = domains.filter(({ assured }) => assured !== null);
  const assuredValues = counting.map(({ assured }) => assured ?? 0);
  const conformance = mean(counting.map((domain) => domain.conformance ?? 0));
  const assured = mean(assuredValues);
  const weakest = assuredValues.length === 0 ? 0 : Math.min(...assuredValues);
  const weakestDomain = counting.find((domain) => domain.assured === weakest);
  return {
    conformance,
    assured,
    assurance: conformance === 0 ? 0 : (100 * assured) / conformance,
    weakest,
    weakestLabel: weakestDomain?.label ?? null,
    control: controlStrength(assured, weakest),
  };
}
