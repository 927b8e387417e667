import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { box, colours, figure, picture, text, wrap } from './svg.js';

export interface DriverRow {
  label: string;
  /** A few words under the label, such as where it belongs. */
  note?: string;
  /** 0 or more; the longest bar is the largest value. */
  value: number;
}

export interface DriversOptions {
  title?: string;
  width?: number;
}

const BAR = 13;
const LINE = 14;
const GAP = 9;

/** One horizontal bar for each row, in the order given, with its figure at the end. */
export function drivers(rows: readonly DriverRow[], options: DriversOptions = {}): string {
  const { title = 'Drivers', width = 640 } = options;
  const left = Math.round(width * 0.64);
  const across = scaleLinear([0, max(rows, (row) => row.value) || 1], [0, width - left - 48]);
  let y = 0;
  const drawn = rows.map((row) => {
    const lines = wrap(row.label, Math.floor((left - 16) / 6.4), 2);
    const labels = lines.map((line, n) => text(line, { x: 0, y: y + 12 + n * LINE }));
    const below = y + 12 + lines.length * LINE;
    const note = row.note
      ? text(row.note, { x: 0, y: below, fill: colours.muted, 'font-size': 12 })
      : '';
    const length = across(row.value);
    const bar =
      box({ x: left, y: y + 1, width: length, height: BAR, fill: colours.shows }) +
      text(figure(row.value), { x: left + length + 6, y: y + 12, 'font-weight': 600 });
    y += (lines.length + (row.note ? 1 : 0)) * LINE + GAP;
    return labels.join('') + note + bar;
  });
  const description = rows.map((row) => `${row.label}: ${figure(row.value)}`).join('; ');
  const words = { name: 'drivers', title, description };
  return picture({ width, height: Math.max(y, 1) }, words, ...drawn);
}
