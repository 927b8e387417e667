import { max, sum } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { bandFill, bandInk, bands, type BandCode } from './bands.js';
import { box, colours, hatched, picture, text } from './svg.js';

export interface BandTrendRow {
  /** The day, `YYYY-MM-DD`. */
  on: string;
  /** How many per band; those left out count 0. */
  counts: Partial<Record<BandCode | 'unknown', number>>;
}

export interface BandTrendOptions {
  title?: string;
  width?: number;
  unknownLabel?: string;
}

const TOP = 8;
const PLOT = 150;
const RIGHT = 106;
const HEIGHT = TOP + PLOT + 22;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A column for each day, split by band with the worst at the foot, where columns are easiest to compare. */
export function bandTrend(rows: readonly BandTrendRow[], options: BandTrendOptions = {}): string {
  const { title = 'Bands over time', width = 640, unknownLabel = 'Not scored' } = options;
  const order = [...[...bands].reverse(), null];
  const countOf = (row: BandTrendRow, code: BandCode | 'unknown') => row.counts[code] ?? 0;
  const total = (row: BandTrendRow) => sum(order, (band) => countOf(row, band?.code ?? 'unknown'));
  const across = scaleBand(
    rows.map(({ on }) => on),
    [0, width - RIGHT],
  ).paddingInner(0.18);
  const down = scaleLinear([0, max(rows, total) || 1], [0, PLOT]);

  const columns = rows.map((row) => {
    const x = across(row.on) ?? 0;
    let foot = TOP + PLOT;
    const parts = order.map((band) => {
      const count = countOf(row, band?.code ?? 'unknown');
      if (count === 0) return '';
      const height = down(count);
      foot -= height;
      const at = { x, y: foot, width: across.bandwidth(), height: Math.max(height - 0.75, 0.5) };
      const number = text(String(count), {
        x: x + across.bandwidth() / 2,
        y: foot + height / 2 + 4,
        fill: band ? bandInk(band) : colours.ink,
        'font-size': 11,
        'font-weight': 600,
        'text-anchor': 'middle',
      });
      const plate = band ? '' : box({ ...plateAt(at), fill: colours.paper });
      const shape = band ? box({ ...at, fill: bandFill(band) }) : hatched(at);
      return shape + (height >= 13 ? plate + number : '');
    });
    const [year, month] = row.on.split('-').map(Number);
    const shown = `${MONTHS[(month ?? 1) - 1]}${month === 1 || row === rows[0] ? ` ’${String(year).slice(2)}` : ''}`;
    const label = text(shown, {
      x: row === rows[0] ? x : x + across.bandwidth() / 2,
      y: TOP + PLOT + 16,
      fill: colours.muted,
      'font-size': 11,
      'text-anchor': row === rows[0] ? 'start' : 'middle',
    });
    return parts.join('') + label;
  });
  const key = [...order].reverse().map((band, index) => {
    const at = { x: width - RIGHT + 14, y: TOP + index * 20, width: 12, height: 12 };
    const mark = band ? box({ ...at, fill: bandFill(band) }) : hatched(at);
    return mark + text(band?.word ?? unknownLabel, { x: at.x + 18, y: at.y + 11, 'font-size': 12 });
  });
  const description = rows
    .map((row) => {
      const told = order.flatMap((band) => {
        const count = countOf(row, band?.code ?? 'unknown');
        return count > 0 ? [`${band?.word ?? unknownLabel} ${count}`] : [];
      });
      return `${row.on}: ${told.join(', ') || 'none'}`;
    })
    .join('; ');
  const size = { width, height: HEIGHT };
  return picture(size, { name: 'band-trend', title, description }, ...columns, ...key);
}

/** The ground under the number in a hatched part. */
function plateAt({ x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>) {
  return { x: x + width / 2 - 11, y: y + height / 2 - 7, width: 22, height: 14 };
}
