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
  /** Where a person set the band that counts: the one the model gives, in a frame of its own. */
  modelBand?: BandCode;
}

export interface BandScaleOptions {
  title?: string;
  width?: number;
  valueLabel?: string;
  floorLabel?: string;
  modelLabel?: string;
}

const LINE = 16;
const STRIP = 30;

/** The 0 to 100 scale in its five bands, a pointer at the computed value, and a frame round the band that counts. */
export function bandScale(row: BandScaleRow, options: BandScaleOptions = {}): string {
  const { width = 640, valueLabel = 'computed', floorLabel = 'raised by a floor' } = options;
  const { modelLabel = 'by the model' } = options;
  const across = scaleLinear([0, 100], [1, width - 1]);
  const step = across(20) - across(0);
  const counted = bandNamed(row.band);
  const model = bandNamed(row.modelBand ?? row.band);
  const startOf = (band: typeof counted) => across(bands.indexOf(band) * 20);
  const title = options.title ?? `${counted.word}`;

  const above = [row.modelBand ? modelLabel : '', row.floored ? floorLabel : ''].filter(Boolean);
  const over = labelOver(startOf(model) + step / 2, above.join(', '), row.floored, width);
  const beside = labelBeside(across(row.value), `${figure(row.value)} ${valueLabel}`);
  const meet = above.length > 0 && over.from < beside.to && beside.from < over.to;
  const top = meet ? 10 + 2 * LINE : 10 + LINE;

  const strips = bands.map((band, index) => {
    const x = across(index * 20);
    return [
      box({ x, y: top, width: step, height: STRIP, fill: bandFill(band) }),
      text(band.word, {
        x: x + step / 2,
        y: top + 20,
        fill: bandInk(band),
        'text-anchor': 'middle',
        'font-weight': band === counted ? 700 : 400,
      }),
      tick(String(index * 20), x, top, index === 0 ? 'start' : 'middle'),
    ].join('');
  });
  const frame = (band: typeof counted, more: object): string =>
    box({
      x: startOf(band),
      y: top - 1.5,
      width: step,
      height: STRIP + 3,
      fill: 'none',
      stroke: colours.ink,
      'stroke-width': 3,
      ...more,
    });
  const description =
    `${valueLabel} ${figure(row.value)} of 100; the band is ${counted.word.toLowerCase()}` +
    (row.modelBand ? `, ${model.word.toLowerCase()} ${modelLabel}` : '') +
    (row.floored ? `, ${floorLabel}` : '');
  return picture(
    { width, height: top + STRIP + 26 },
    { name: 'band-scale', title, description },
    ...strips,
    tick('100', across(100), top, 'end'),
    model === counted ? '' : frame(model, { 'stroke-width': 2, 'stroke-dasharray': '5 3' }),
    frame(counted, {}),
    pointer(across(row.value), top),
    text(beside.label, { x: beside.x, y: top - 9, 'text-anchor': beside.anchor, ...bold }),
    above.length > 0 ? over.drawnAt(meet ? top - 9 - LINE : top - 9) : '',
  );
}

const bold = { 'font-weight': 600 };

const tick = (label: string, x: number, top: number, anchor: string): string =>
  text(label, {
    x,
    y: top + STRIP + 15,
    fill: colours.muted,
    'font-size': 11,
    'text-anchor': anchor,
  });

/** About how wide a label is, in bold. */
const widthOf = (label: string): number => label.length * 7;

/** The label of the value: left of its pointer, or right of it where there is no room. */
function labelBeside(x: number, label: string) {
  return x < 150
    ? { label, x: x + 10, anchor: 'start', from: x + 10, to: x + 10 + widthOf(label) }
    : { label, x: x - 10, anchor: 'end', from: x - 10 - widthOf(label), to: x + 6 };
}

/** The label over a band, with the lock of a floor; never past the edges. */
function labelOver(middle: number, label: string, locked: boolean, width: number) {
  const wide = widthOf(label) + (locked ? 18 : 0);
  const from = Math.max(0, Math.min(middle - wide / 2, width - wide));
  const drawnAt = (y: number): string => {
    const words = text(label, { x: from + (locked ? 18 : 0), y, ...bold });
    return locked ? lock(from, y) + words : words;
  };
  return { from, to: from + wide, drawnAt };
}

function pointer(x: number, top: number): string {
  return element('path', {
    d: symbol(symbolTriangle, 70)() ?? '',
    transform: `translate(${Math.round(x * 100) / 100} ${top - 6}) rotate(180)`,
    fill: colours.ink,
  });
}

function lock(x: number, y: number): string {
  return element('path', {
    d: 'M3.5 6V4.5a3.5 3.5 0 0 1 7 0V6H12v8H2V6zm1.8 0h3.4V4.5a1.7 1.7 0 0 0-3.4 0z',
    'fill-rule': 'evenodd',
    transform: `translate(${Math.round(x)} ${y - 11})`,
    fill: colours.ink,
  });
}
