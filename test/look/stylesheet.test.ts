import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync('public/css/assay.css', 'utf8');
const [, lightRules = '', darkRules = ''] =
  /:root \{(.*?)\n\}.*?:root \{(.*?)\n {2}\}/s.exec(css) ?? [];
const light = colours(lightRules);
const dark = { ...light, ...colours(darkRules) };
const bands = ['very-low', 'low', 'moderate', 'high', 'very-high'];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_name, palette) => {
  const contrast = (a: string, b: string) => ratio(of(palette, a), of(palette, b));

  it.each(['ink', 'muted', 'accent', 'error', 'good'])(
    'write %s legibly on every ground',
    (text) => {
      for (const ground of ['paper', 'raised', 'tint']) {
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it('write legibly on bands and buttons', () => {
    for (const band of bands) {
      expect(contrast(`on-band-${band}`, `band-${band}`)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('paper', 'error')).toBeGreaterThanOrEqual(4.5);
  });

  it('show edges and bars apart from the paper', () => {
    for (const mark of ['edge', 'says', 'shows', 'accent']) {
      expect(contrast(mark, 'paper')).toBeGreaterThanOrEqual(3);
    }
    expect(contrast('edge', 'raised')).toBeGreaterThanOrEqual(3);
  });

  it('step away from the paper band by band, so that they can be told apart in grey', () => {
    const steps = bands.map((band) => contrast(`band-${band}`, 'paper'));
    steps.reduce((before, step) => {
      expect(step / before).toBeGreaterThan(1.4);
      return step;
    });
  });
});

it('stays small', () => {
  expect(Buffer.byteLength(css)).toBeLessThan(25_000);
});

function colours(rules: string): Record<string, string> {
  const found = rules.matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

function of(palette: Record<string, string>, name: string): string {
  const colour = palette[name];
  if (!colour) throw new Error(`there is no colour ${name}`);
  return colour;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
function ratio(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
