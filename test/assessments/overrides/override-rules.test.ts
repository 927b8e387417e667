import { describe, expect, it } from '@jest/globals';
import { overrideProblems } from '../../../src/assessments/overrides/override-rules.js';
import { longestOverride, overridePolicy } from '../../../src/assessments/index.js';
import { usualFigures } from '../../../src/policies/index.js';
import type { Band, Tier } from '../../../src/scoring/index.js';

const figures = usualFigures(overridePolicy);

describe('how long a band may be set', () => {
  it.each<[Tier, string, string]>([
    [1, '2026-11-23', '2027-05-23'],
    [1, '2026-08-31', '2027-02-28'],
    [1, '2027-08-31', '2028-02-29'],
    [2, '2026-11-23', '2027-11-23'],
    [3, '2028-02-29', '2029-02-28'],
    [4, '2026-11-23', '2028-11-23'],
  ])('tier %d, set on %s: until %s at most', (tier, today, last) => {
    expect(longestOverride(tier, figures, today)).toBe(last);
  });

  it('follows the policy', () => {
    expect(longestOverride(1, { ...figures, tier1Months: 1 }, '2027-01-31')).toBe('2027-02-28');
  });
});

describe('what is wrong with an override', () => {
  const ground = { modelBand: 'high', tier: 1, figures, today: '2026-11-23' } as const;
  it.each<[Band, string, object]>([
    ['low', '2026-11-24', {}],
    ['very_high', '2027-05-23', {}],
    ['high', '2026-12-01', { band: 'is what the model gives' }],
    ['low', '2026-11-23', { until: 'is not after today' }],
    [
      'low',
      '2027-05-24',
      { until: 'is later than 2027-05-23, the last day the policy allows for tier 1' },
    ],
  ])('%s until %s', (band, until, problems) => {
    expect(overrideProblems({ band, until }, ground)).toEqual(problems);
  });
});
