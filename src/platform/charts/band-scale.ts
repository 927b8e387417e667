import { scaleLinear } from 'd3-scale';
import { symbol, symbolTriangle } from 'd3-shape';
import { bandFill, bandInk, bandNamed, bands, type BandCode } from './bands.js';
import { box, colours, element, figure, picture, text } from './svg.js';

export interface BandScaleRow {
  /** 0 to 100, before any floor. */
  value: number;
  /** The band that counts in the end. */
  band: BandCode;
  /** Whether a floor lifted the band above where the value lies. */
  floored: boolean;
}

export interface BandScaleOptions {
  title?: string;
  width?: number;
  valueLabel?: string;
  floorLabel?: string;
}

const TOP = 26;
const STRIP = 30;
const HEIGHT = TOP + STRIP + 26;

/** The 0 to 100 scale in its five bands, a pointer at the computed value, and a frame round the band that counts. */
export function bandScale(row: BandScaleRow, options: BandScaleOptions = {}): string {
  const { width = 640, valueLabel = 'computed', floorLabel = 'raised by a floor' } = options;
  const across = scaleLinear([0, 100], [1, width - 1]);
  const step = across(20) - across(0);
  const counted = bandNamed(row.band);
  const start = across(bands.indexOf(counted) * 20);
  const title = options.title ?? `${counted.word}`;

  const strips = bands.map((band, index) => {
    const x = across(index * 20);
    const ends = index === 0 ? '0' : String(index * 20);
    return [
      box({ x, y: TOP, width: step, height: STRIP, fill: bandFill(band) }),
      text(band.word, {
        x: x + step / 2,
        y: TOP + 20,
        fill: bandInk(band),
        'text-anchor': 'middle',
        'font-weight': band === counted ? 700 : 400,
      }),
      text(ends, {
        x,
        y: TOP + STRIP + 15,
        fill: colours.muted,
        'font-size': 11,
        'text-anchor': index === 0 ? 'start' : 'middle',
      }),
    ].join('');
  });
  const frame = box({
    x: start,
    y: TOP - 1.5,
    width: step,
    height: STRIP + 3,
    fill: 'none',
    stroke: colours.ink,
    'stroke-width': 3,
  });
  const description =
    `${valueLabel} ${figure(row.value)} of 100; the band is ${counted.word.toLowerCase()}` +
    (row.floored ? `, ${floorLabel}` : '');
  return picture(
    { width, height: HEIGHT },
    { name: 'band-scale', title, description },
    ...strips,
    text('100', {
      x: across(100),
      y: TOP + STRIP + 15,
      fill: colours.muted,
      'font-size': 11,
      'text-anchor': 'end',
    }),
    frame,
    pointer(across(row.value), `${figure(row.value)} ${valueLabel}`, width),
    row.floored ? lock(start + step / 2, floorLabel) : '',
  );
}

function pointer(x: number, label: string, width: number): string {
  const down = element('path', {
    d: symbol(symbolTriangle, 70)() ?? '',
    transform: `translate(${Math.round(x * 100) / 100} ${TOP - 6}) rotate(180)`,
    fill: colours.ink,
  });
  const isLeft = x < width / 2;
  const at = { x: isLeft ? x - 10 : x - 10, y: TOP - 9, 'text-anchor': 'end', 'font-weight': 600 };
  return down + text(label, x < 150 ? { ...at, x: x + 10, 'text-anchor': 'start' } : at);
}

function lock(x: number, label: string): string {
  const shape = element('path', {
    d: 'M3.5 6V4.5a3.5 3.5 0 0 1 7 0V6H12v8H2V6zm1.8 0h3.4V4.5a1.7 1.7 0 0 0-3.4 0z',
    'fill-rule': 'evenodd',
    transform: `translate(${Math.round(x - label.length * 3.4 - 10)} ${TOP - 20})`,
    fill: colours.ink,
  });
  const words = { x: x - label.length * 3.4 + 8, y: TOP - 9, 'font-weight': 600 };
  return shape + text(label, words);
}
