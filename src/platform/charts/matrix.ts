import { scaleBand } from 'd3-scale';
import { bandFill, bandInk, bands, type BandCode } from './bands.js';
import { box, colours, hatched, picture, text } from './svg.js';

export interface MatrixRow {
  label: string;
  /** How many per band; bands left out count 0. */
  counts: Partial<Record<BandCode | 'unknown', number>>;
}

export interface MatrixOptions {
  title?: string;
  width?: number;
  unknownLabel?: string;
}

const ROW = 40;
const TOP = 24;

/** Counts by row and band. Empty cells stay pale, so that the eye goes to what is there. */
export function matrix(rows: readonly MatrixRow[], options: MatrixOptions = {}): string {
  const { title = 'Counts by band', width = 640, unknownLabel = 'Unknown' } = options;
  const codes = [...bands.map((band) => band.code), 'unknown' as const];
  const across = scaleBand(codes, [80, width]).paddingInner(0.04);
  const size = { width: across.bandwidth(), height: ROW - 4 };
  const words = (code: string) => bands.find((band) => band.code === code)?.word ?? unknownLabel;

  const heads = codes.map((code) =>
    text(words(code), {
      x: (across(code) ?? 0) + size.width / 2,
      y: 14,
      'text-anchor': 'middle',
      'font-size': 12,
      fill: colours.muted,
    }),
  );
  const drawn = rows.map((row, index) => {
    const y = TOP + index * ROW;
    const cells = codes.map((code) =>
      cell(code, row.counts[code] ?? 0, { x: across(code) ?? 0, y, ...size }),
    );
    return text(row.label, { x: 0, y: y + 23 }) + cells.join('');
  });
  const description = rows
    .map((row) => {
      const counts = codes.filter((code) => row.counts[code]);
      const said = counts.map((code) => `${words(code)} ${row.counts[code]}`).join(', ');
      return `${row.label}: ${said || 'none'}`;
    })
    .join('; ');
  const height = TOP + rows.length * ROW;
  return picture({ width, height }, { name: 'matrix', title, description }, ...heads, ...drawn);
}

function cell(
  code: BandCode | 'unknown',
  count: number,
  at: { x: number; y: number; width: number; height: number },
): string {
  const band = bands.find((each) => each.code === code);
  const shape =
    count === 0
      ? box({ ...at, fill: colours.tint })
      : band
        ? box({ ...at, fill: bandFill(band) })
        : hatched(at);
  const ink = count === 0 ? colours.muted : band ? bandInk(band) : colours.ink;
  const label = text(String(count), {
    x: at.x + at.width / 2,
    y: at.y + 24,
    'text-anchor': 'middle',
    'font-size': count === 0 ? 12 : 16,
    'font-weight': count === 0 ? 400 : 700,
    fill: ink,
  });
  const plate = { x: at.x + at.width / 2 - 16, y: at.y + 8, width: 32, height: at.height - 16 };
  const legible = count > 0 && !band ? box({ ...plate, fill: colours.paper }) : '';
  return shape + legible + label;
}
