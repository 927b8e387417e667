import { describe, expect, it } from '@jest/globals';
import {
  bands,
  bandScale,
  bandTrend,
  coverage,
  drawChart,
  drivers,
  matrix,
  riskLine,
  saysShows,
} from '../../../src/platform/charts/index.js';

const hostile = `</svg><script>x("'&`;
const attribute = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
const rects = (svg: string) => svg.match(/<rect [^>]*>/g) ?? [];

describe('every chart', () => {
  const drawn = {
    'says-shows': saysShows([{ label: hostile, says: 10, shows: null }], {
      title: hostile,
      saysLabel: hostile,
      showsLabel: hostile,
    }),
    'band-scale': bandScale(
      { value: 49.6, band: 'high', floored: true },
      { title: hostile, valueLabel: hostile, floorLabel: hostile },
    ),
    matrix: matrix([{ label: hostile, counts: { high: 2, unknown: 1 } }], {
      title: hostile,
      unknownLabel: hostile,
    }),
    drivers: drivers([{ label: hostile, note: hostile, value: 3 }], { title: hostile }),
    coverage: coverage([{ label: hostile, count: 3 }], { title: hostile }),
    'band-trend': bandTrend([{ on: '2026-10-31', counts: { high: 2, unknown: 1 } }], {
      title: hostile,
      unknownLabel: hostile,
    }),
    'risk-line': riskLine(
      {
        points: [{ at: '2026-01-05T09:00:00Z', value: 40, band: 'moderate' }],
        decisions: [{ at: '2026-01-06T09:00:00Z', label: hostile }],
      },
      { title: hostile },
    ),
  };

  it.each(Object.entries(drawn))('%s escapes every text it is given', (_name, svg) => {
    expect(svg).not.toContain('<script');
    expect(svg.match(/<\/svg>/g)).toHaveLength(1);
    expect(svg).toContain('&lt;/svg&gt;');
  });

  it.each(Object.entries(drawn))('%s tells its message to who cannot see it', (_name, svg) => {
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]*aria-label="[^"]+"[^>]*><title>.+<\/title><desc>.+<\/desc>/,
    );
  });

  it.each(Object.entries(drawn))(
    '%s has no style that a strict policy would drop',
    (_name, svg) => {
      expect(svg).not.toMatch(/ style=|<style|NaN|undefined/);
    },
  );

  it('is reached by its name, and an unknown name is refused', () => {
    expect(drawChart('drivers', [{ label: 'a', value: 1 }], {})).toContain('chart-drivers');
    expect(() => drawChart('toString', [], {})).toThrow('no chart named toString');
  });
});

describe('says and shows', () => {
  it('draws each figure to scale beside its number', () => {
    const svg = saysShows([{ label: 'Supply chain', says: 50, shows: 25 }]);
    const tracks = rects(svg)
      .slice(2)
      .map((rect) => Number(/width="([^"]+)"/.exec(rect)?.[1]));
    expect(tracks[1]).toBeCloseTo((tracks[0] ?? 0) / 2, 1);
    expect(tracks[3]).toBeCloseTo((tracks[2] ?? 0) / 4, 1);
    expect(svg).toContain('>50.0</text>');
    expect(svg).toContain('<desc>Supply chain: says 50.0, shows 25.0</desc>');
  });

  it('hatches what is unknown and says so', () => {
    const svg = saysShows([{ label: 'Data', says: null, shows: 0 }]);
    expect(svg).toContain('>unknown</text>');
    expect(svg).toMatch(/<path d="M[^"]+L/);
    expect(svg).toContain('says unknown, shows 0.0');
  });

  it('breaks a long label into two lines at most', () => {
    const svg = saysShows([{ label: 'word '.repeat(40), says: 1, shows: 1 }]);
    expect(svg.match(/<text [^>]*>word/g)).toHaveLength(2);
    expect(svg).toContain('…</text>');
  });
});

describe('the band scale', () => {
  it('points at the value and frames the band that counts', () => {
    const svg = bandScale({ value: 50, band: 'high', floored: true }, { width: 502 });
    expect(svg).toContain('translate(251 ');
    expect(svg).toMatch(/<rect x="301" [^>]*width="100"[^>]*stroke-width="3"/);
    expect(svg).toContain('the band is high, raised by a floor');
  });

  it('frames the band of the model too where a person set another, with the floor over it', () => {
    const row = { value: 52.1, band: 'moderate', floored: true, modelBand: 'high' } as const;
    const svg = bandScale(row, { width: 502 });
    expect(svg).toMatch(/<rect x="201" [^>]*stroke-width="3"/);
    expect(svg).toMatch(/<rect x="301" [^>]*stroke-dasharray/);
    expect(svg).toContain('>by the model, raised by a floor</text>');
    expect(svg).toContain('the band is moderate, high by the model, raised by a floor');
  });

  it.each([
    [{ value: 20, band: 'moderate', floored: true }, 640],
    [{ value: 52.1, band: 'moderate', floored: true, modelBand: 'high' }, 520],
    [{ value: 38, band: 'moderate', floored: true }, 520],
  ] as const)('puts labels that would meet on lines of their own: %j', (row, width) => {
    const svg = bandScale(row, { width, valueLabel: 'from the answers alone' });
    const heights = [...svg.matchAll(/y="([\d.]+)"[^>]*font-weight="600"/g)].map(([, y]) => y);
    expect(heights).toHaveLength(2);
    expect(new Set(heights).size).toBe(2);
  });

  it.each([0, 12.5, 60, 99.9, 100])('keeps the label of %s inside the picture', (value) => {
    const svg = bandScale({ value, band: 'low', floored: false });
    const [x] =
      /<text [^>]*x="([\d.]+)"[^>]*>[\d.]+ computed/.exec(svg)?.slice(1).map(Number) ?? [];
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(640);
  });

  it('refuses a band that does not exist', () => {
    const row = { value: 1, band: 'awful' as 'low', floored: false };
    expect(() => bandScale(row)).toThrow('there is no band awful');
  });
});

describe('the bands', () => {
  it('step from light to dark, so that grey print keeps their order', () => {
    const greys = bands.map((band) => greyOf(band.fill));
    for (const [index, grey] of greys.slice(1).entries()) {
      expect((greys[index] ?? 0) - grey).toBeGreaterThan(0.1);
    }
  });

  /** 0 black to 1 white, as a printer without colour sees it. */
  function greyOf(hex: string): number {
    const parts = hex.match(/[0-9a-f]{2}/g)?.map((part) => parseInt(part, 16) / 255) ?? [];
    return 0.299 * (parts[0] ?? 0) + 0.587 * (parts[1] ?? 0) + 0.114 * (parts[2] ?? 0);
  }
});

describe('the matrix', () => {
  it('shows counts by row and band, nothing where nothing is', () => {
    const svg = matrix([
      { label: 'Tier 1', counts: { very_high: 3, unknown: 2 } },
      { label: 'Tier 2', counts: {} },
    ]);
    expect(svg).toContain('<desc>Tier 1: Very high 3, Unknown 2; Tier 2: none</desc>');
    expect(svg.match(/>0<\/text>/g)).toHaveLength(10);
  });
});

describe('drivers and coverage', () => {
  it('give the longest bar to the largest value', () => {
    const svg = drivers([
      { label: 'a', value: 20 },
      { label: 'b', value: 10 },
    ]);
    const [first, second] = attribute(svg, 'width').slice(1).map(Number);
    expect(first).toBeCloseTo((second ?? 0) * 2, 1);
  });

  it('split one bar by count and hatch what is unknown', () => {
    const svg = coverage(
      [
        { label: 'answered', count: 3 },
        { label: 'left blank', count: 1, unknown: true },
      ],
      { width: 401 },
    );
    expect(rects(svg)[0]).toContain('width="298.5"');
    expect(svg).toContain('>1 left blank</text>');
    expect(svg).toContain('<desc>3 answered; 1 left blank</desc>');
  });

  it('draw nothing wrong from nothing', () => {
    expect(drivers([])).not.toContain('NaN');
    expect(coverage([])).not.toContain('NaN');
    expect(matrix([])).not.toContain('NaN');
    expect(saysShows([])).not.toContain('NaN');
  });
});

describe('the risk line', () => {
  const row = {
    points: [
      { at: '2025-01-05T09:00:00Z', value: 65, band: 'high' as const },
      { at: '2026-01-05T09:00:00Z', value: 30, band: 'low' as const },
    ],
    decisions: [{ at: '2026-01-06T09:00:00Z', label: 'approved' }],
  };

  it('goes in steps down the scale, with the bands named beside it and decisions marked', () => {
    const svg = riskLine(row);
    for (const { word } of bands) expect(svg).toContain(`>${word}</text>`);
    const [, first = '', second = ''] = /d="M[\d.]+ ([\d.]+)H[\d.]+V([\d.]+)H/.exec(svg) ?? [];
    expect(Number(second)).toBeGreaterThan(Number(first));
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
    expect(svg).toContain('2025-01-05: 65.0, high; 2026-01-05: 30.0, low; 2026-01-06: approved');
  });

  it('is drawn for one score, and for none', () => {
    const [first] = row.points;
    for (const points of [first ? [first] : [], []])
      expect(riskLine({ points, decisions: [] })).not.toMatch(/NaN|Infinity/);
  });
});

describe('the trend of bands', () => {
  it('stacks each day with the worst at the foot, in proportion', () => {
    const svg = bandTrend([
      { on: '2026-09-30', counts: { very_high: 1, low: 3 } },
      { on: '2026-10-31', counts: {} },
    ]);
    const [worst = '', low = ''] = rects(svg);
    const at = (rect: string, name: string) =>
      Number(new RegExp(` ${name}="([^"]+)"`).exec(rect)?.[1]);
    expect(at(worst, 'y')).toBeGreaterThan(at(low, 'y'));
    expect((at(low, 'height') + 0.75) / (at(worst, 'height') + 0.75)).toBeCloseTo(3, 1);
    expect(svg).toContain('2026-09-30: Very high 1, Low 3; 2026-10-31: none');
  });
});
