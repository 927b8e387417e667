import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayProblem, findingDays, severities, usualDueDay } from '../../src/findings/index.js';
import { addDays } from '../../src/platform/clock.js';
import { usualFigures } from '../../src/policies/index.js';

const usual = usualFigures(findingDays);
const someDays = fc.integer({ min: 1, max: 730 });
const someFigures = fc.record({
  veryHigh: someDays,
  high: someDays,
  moderate: someDays,
  low: someDays,
  longest: someDays,
});
const someDay = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days));

describe('when a finding is due', () => {
  it.each([
    ['very_high', '2026-12-08'],
    ['high', '2026-12-23'],
    ['moderate', '2027-02-21'],
    ['low', '2027-05-22'],
  ] as const)('%s: on %s', (severity, day) => {
    expect(usualDueDay(severity, usual, '2026-11-23')).toBe(day);
  });

  it('is a day that a person could have chosen too, whatever the figures', () => {
    fc.assert(
      fc.property(
        someFigures,
        someDay,
        fc.constantFrom(...severities),
        (figures, today, severity) => {
          const day = usualDueDay(severity, figures, today);
          expect(dayProblem(day, figures, today)).toBeUndefined();
        },
      ),
    );
  });

  it('is neither in the past nor later than the longest', () => {
    const today = '2028-02-29';
    expect(dayProblem('2028-02-28', usual, today)).toBe('is in the past');
    expect(dayProblem(today, usual, today)).toBeUndefined();
    expect(dayProblem('2029-02-28', usual, today)).toBeUndefined();
    expect(dayProblem('2029-03-01', usual, today)).toMatch(/^is later than 2029-02-28/);
  });
});
