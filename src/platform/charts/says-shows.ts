import { scaleLinear } from 'd3-scale';
import { box, colours, figure, hatched, picture, text, wrap } from './svg.js';

export interface SaysShowsRow {
  label: string;
  /** 0 to 100; null when unknown. */
  says: number | null;
  /** 0 to 100; null when unknown. */
  shows: number | null;
}

export interface SaysShowsOptions {
  title?: string;
  width?: number;
  saysLabel?: string;
  showsLabel?: string;
}

const ROW = 25;
const BAR = 9;
const TOP = 27;
const VALUE = 48;

/** Two bars for each row, side by side and never merged: what is said, and how well it is shown. */
export function saysShows(rows: readonly SaysShowsRow[], options: SaysShowsOptions = {}): string {
  const {
    title = 'Says and shows',
    width = 640,
    saysLabel = 'says',
    showsLabel = 'shows',
  } = options;
  const left = Math.round(width * 0.34);
  const across = scaleLinear([0, 100], [left, width - VALUE]);
  const height = TOP + rows.length * ROW + 4;
  const description = rows
    .map((row) => `${row.label}: ${saysLabel} ${word(row.says)}, ${showsLabel} ${word(row.shows)}`)
    .join('; ');

  const bar = (value: number | null, y: number, fill: string) => {
    const whole = { x: across(0), y, width: across(100) - across(0), height: BAR };
    if (value === null) {
      return hatched(whole) + text('unknown', { ...valueAt(across(100), y), fill: colours.muted });
    }
    return (
      box({ ...whole, fill: colours.tint }) +
      box({ ...whole, width: across(value) - across(0), fill }) +
      text(figure(value), valueAt(across(100), y))
    );
  };

  const drawn = rows.map((row, index) => {
    const y = TOP + index * ROW;
    const lines = wrap(row.label, Math.floor(left / 6.3), 2);
    const first = y + (lines.length === 1 ? BAR + 5 : BAR);
    return [
      ...lines.map((line, n) =>
        text(line, { x: 0, 'font-size': lines.length === 1 ? 13 : 11.5, y: first + n * 11.5 }),
      ),
      bar(row.says, y, colours.says),
      bar(row.shows, y + BAR + 1.5, colours.shows),
    ].join('');
  });
  const words = { name: 'says-shows', title, description };
  const labels = legend(across(0), [
    [saysLabel, colours.says],
    [showsLabel, colours.shows],
  ]);
  return picture({ width, height }, words, labels, ...drawn);
}

function legend(x: number, entries: [string, string][]): string {
  let at = x;
  return entries
    .map(([label, fill]) => {
      const drawn =
        box({ x: at, y: 7, width: 12, height: BAR, fill }) + text(label, { x: at + 18, y: 16 });
      at += 18 + label.length * 6.8 + 20;
      return drawn;
    })
    .join('');
}

function valueAt(right: number, y: number) {
  return { x: right + VALUE, y: y + BAR - 0.5, 'text-anchor': 'end', 'font-size': 11 };
}

function word(value: number | null): string {
  return value === null ? 'unknown' : figure(value);
}
