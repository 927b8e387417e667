import { sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { box, colours, hatched, picture, text } from './svg.js';

export interface CoverageRow {
  label: string;
  count: number;
  unknown?: boolean;
}

export interface CoverageOptions {
  title?: string;
  width?: number;
}

const SHADES = ['#c9d3e0', '#9db1ca', '#7590b3', '#4a6a98', '#22477d'];
const BAR = 22;
const KEY = 18;

/** One bar split by count, pale to dark in the order given; what is unknown is hatched. */
export function coverage(rows: readonly CoverageRow[], options: CoverageOptions = {}): string {
  const { title = 'Coverage', width = 640 } = options;
  const total = sum(rows, (row) => row.count);
  const across = scaleLinear([0, total || 1], [0.5, width - 0.5]);
  const known = rows.filter((row) => !row.unknown);
  let from = 0;
  const bars = rows.map((row) => {
    const at = {
      x: across(from),
      y: 0.5,
      width: Math.max(across(from + row.count) - across(from) - 1.5, 0),
      height: BAR,
    };
    from += row.count;
    if (row.count === 0) return '';
    return row.unknown
      ? hatched(at)
      : box({ ...at, fill: shade(known.indexOf(row), known.length) });
  });
  const columns = 3;
  const keys = rows.map((row, index) => {
    const at = {
      x: ((index % columns) * width) / columns + 0.5,
      y: BAR + 12 + Math.floor(index / columns) * KEY,
      width: 11,
      height: 11,
    };
    const mark = row.unknown
      ? hatched(at)
      : box({ ...at, fill: shade(known.indexOf(row), known.length) });
    return mark + text(`${row.count} ${row.label}`, { x: at.x + 17, y: at.y + 10 });
  });
  const height = BAR + 12 + Math.ceil(rows.length / columns) * KEY;
  const description = rows.map((row) => `${row.count} ${row.label}`).join('; ');
  const words = { name: 'coverage', title, description };
  return picture({ width, height }, words, ...bars, ...keys);
}

function shade(index: number, of: number): string {
  const at = of <= 1 ? SHADES.length - 1 : Math.round((index * (SHADES.length - 1)) / (of - 1));
  return `var(--shade-${at + 1}, ${SHADES[at] ?? colours.shows})`;
}
