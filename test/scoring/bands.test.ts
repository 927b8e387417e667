import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bandBelow,
  bandOf,
  bandRank,
  bandRanges,
  bands,
  bandWords,
  controlStrength,
  figure,
  higherBand,
  isBand,
  residualRisk,
  roundHalfUp,
  scoreAssessment,
  signedFigure,
} from '../../src/scoring/index.js';
import { inherentAt, inputWith, questionWith } from './builders.js';

describe('bands', () => {
  it('cover 0 to 100 without gap or overlap', () => {
    expect(bandRanges.very_low.from).toBe(0);
    expect(bandRanges.very_high.to).toBe(100);
    for (const band of bands.slice(1)) {
      const below = bandBelow(band);
      expect(below && bandRanges[below].to).toBe(bandRanges[band].from);
    }
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (residual) => {
        const holding = bands.filter((band) => {
          const { from, to } = bandRanges[band];
          return residual >= from && (residual < to || (to === 100 && residual === 100));
        });
        expect(holding).toHaveLength(1);
        const nearEdge = Math.abs(residual / 20 - Math.round(residual / 20)) < 1e-9;
        if (!nearEdge) expect(bandOf(residual)).toBe(holding[0]);
      }),
    );
  });

  it.each([
    [0, 'very_low'],
    [19.9999, 'very_low'],
    [20, 'low'],
    [39.96, 'low'],
    [40, 'moderate'],
    [59.96, 'moderate'],
    [60, 'high'],
    [79.9999, 'high'],
    [80, 'very_high'],
    [100, 'very_high'],
  ] as const)('put %p into %s', (residual, band) => {
    expect(bandOf(residual)).toBe(band);
  });

  it.each([-0.1, 100.1, Number.NaN, Infinity])('refuse %p', (residual) => {
    expect(() => bandOf(residual)).toThrow(RangeError);
  });

  it('have an order and words', () => {
    expect(bands.map(bandRank)).toEqual([0, 1, 2, 3, 4]);
    expect(bands.map((band) => bandWords[band])).toEqual([
      'Very low',
      'Low',
      'Moderate',
      'High',
      'Very high',
    ]);
    expect(higherBand('low', 'high')).toBe('high');
    expect(higherBand('high', 'low')).toBe('high');
    expect(bandBelow('very_low')).toBeNull();
    expect(isBand('moderate')).toBe(true);
    expect(isBand('medium')).toBe(false);
  });

  it('are not moved over an edge by binary fractions', () => {
    const questions = [
      questionWith({ key: 'proven', weight: 'critical', evidence: 'verified' }),
      ...['a', 'b', 'c'].map((key) =>
        questionWith({ key, weight: 'critical', compliance: 'does_not_meet' }),
      ),
      questionWith({ key: 'd', weight: 'minor', compliance: 'does_not_meet' }),
    ];
    const score = scoreAssessment(inputWith({ inherent: inherentAt('M', 3), questions }));
    expect(score.residual).toBeCloseTo(40, 10);
    expect(score.bandFromAnswers).toBe('moderate');
    expect(bandOf(40 - 1e-12)).toBe('moderate');
  });
});

describe('rounding', () => {
  it.each([
    [67.05, '67.1'],
    [52.15, '52.2'],
    [40.25, '40.3'],
    [36.45, '36.5'],
    [24.975, '25.0'],
    [49.574, '49.6'],
    [0, '0.0'],
    [0.04, '0.0'],
    [0.05, '0.1'],
    [59.96, '60.0'],
    [100, '100.0'],
  ])('shows %p as %s', (value, shown) => {
    expect(figure(value)).toBe(shown);
  });

  it('takes other numbers of decimals', () => {
    expect(roundHalfUp(84.5, 0)).toBe(85);
    expect(roundHalfUp(1.005, 2)).toBe(1.01);
  });

  it('shows differences with their sign', () => {
    expect([3.44, -3.45, 0.04, -0.04, 0].map(signedFigure)).toEqual([
      '+3.4',
      '−3.5',
      '0.0',
      '0.0',
      '0.0',
    ]);
  });
});

describe('residual risk', () => {
  const strengths = [0, 30, 50, 70, 85, 100];

  it.each([
    [90, [90, 67.1, 51.8, 36.5, 25, 13.5]],
    [70, [70, 52.2, 40.3, 28.4, 19.4, 10.5]],
  ])('follows the published points for I = %p', (inherent, residuals) => {
    expect(strengths.map((control) => roundHalfUp(residualRisk(inherent, control)))).toEqual(
      residuals,
    );
  });

  it('weighs the weakest domain by a quarter', () => {
    expect(controlStrength(62.125, 25)).toBeCloseTo(52.84375, 12);
    expect(controlStrength(100, 100)).toBe(100);
  });

  it.each([
    [-1, 50],
    [101, 50],
    [Number.NaN, 50],
    [50, -0.5],
    [50, 100.5],
    [50, Number.NaN],
  ])('refuses I = %p with K = %p', (inherent, control) => {
    expect(() => residualRisk(inherent, control)).toThrow(RangeError);
  });
});
