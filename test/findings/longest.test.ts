import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptancePolicy, longestAcceptance, untilProblem } from '../../src/findings/index.js';
import { addDays } from '../../src/platform/clock.js';
import { usualFigures } from '../../src/policies/index.js';

const usual = usualFigures(acceptancePolicy);
const today = '2028-02-29';
const someDay = fc.integer({ min: 1, max: 40_000 }).map((days) => addDays('2000-01-01', days));
const someTier = fc.constantFrom(1, 2, 3, 4, null);

describe('how long a risk may be borne', () => {
  it.each([
    [1, '2028-08-29'],
    [2, '2029-02-28'],
    [3, '2029-02-28'],
    [4, '2030-02-28'],
    [null, '2028-08-29'],
  ] as const)('tier %s: until %s at most', (tier, last) => {
    expect(longestAcceptance(tier, usual, today)).toBe(last);
    expect(untilProblem(last, tier, usual, today)).toBeUndefined();
    expect(untilProblem(addDays(last, 1), tier, usual, today)).toMatch(`is later than ${last}`);
  });

  it('ends after today, whatever the tier', () => {
    fc.assert(
      fc.property(someDay, someTier, fc.integer({ min: 0, max: 400 }), (day, tier, before) => {
        expect(untilProblem(addDays(day, -before), tier, usual, day)).toBe('is not after today');
        expect(untilProblem(addDays(day, 1), tier, usual, day)).toBeUndefined();
      }),
    );
  });
});
