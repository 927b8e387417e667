import { scaleLinear, scaleUtc } from 'd3-scale';
import { symbol, symbolDiamond } from 'd3-shape';
import { bandFill, bandNamed, bands, type BandCode } from './bands.js';
import { box, colours, element, figure, picture, text } from './svg.js';

export interface RiskLineRow {
  /** In the order of time: instants as ISO 8601 text, values 0 to 100. */
  points: readonly { at: string; value: number; band: BandCode }[];
  decisions: readonly { at: string; label: string }[];
}

export interface RiskLineOptions {
  title?: string;
  width?: number;
}

const TOP = 22;
const PLOT = 170;
const LEFT = 30;
const RIGHT = 78;
const HEIGHT = TOP + PLOT + 24;
const DAY_MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Residual risk over time as steps, before the bands it goes through; a diamond on a line marks a decision. */
export function riskLine(row: RiskLineRow, options: RiskLineOptions = {}): string {
  const { title = 'Residual risk over time', width = 640 } = options;
  const marks = row.decisions.map(({ at }) => Date.parse(at));
  const times = [...row.points.map(({ at }) => Date.parse(at)), ...marks];
  const first = Math.min(...times);
  const last = Math.max(...times);
  const spare = Math.max((last - first) * 0.04, DAY_MS * 3);
  const across = scaleUtc([first - spare, last + spare], [LEFT, width - RIGHT]);
  const down = scaleLinear([0, 100], [TOP + PLOT, TOP]);
  const place = (at: string): number => across(Date.parse(at));

  const strips = bands.map((band, index) => {
    const y = down(index * 20 + 20);
    const strip = { x: LEFT, y, width: width - RIGHT - LEFT, height: PLOT / 5 };
    return [
      box({ ...strip, fill: bandFill(band), 'fill-opacity': 0.32 }),
      element('path', {
        d: `M${LEFT} ${y}H${width - RIGHT}`,
        stroke: colours.rule,
        'stroke-width': 1,
      }),
      text(band.word, { x: width - RIGHT + 8, y: y + PLOT / 10 + 4, 'font-size': 12 }),
      text(String(index * 20 + 20), {
        x: LEFT - 6,
        y: y + 4,
        fill: colours.muted,
        'font-size': 11,
        'text-anchor': 'end',
      }),
    ].join('');
  });
  const decided = row.decisions.map(({ at }) => mark(place(at), TOP, TOP + PLOT));
  const end = across(last + spare);
  const steps = row.points.map(({ at, value }, index) => {
    const x = round(place(at));
    return index === 0 ? `M${x} ${round(down(value))}` : `H${x}V${round(down(value))}`;
  });
  const line = element('path', {
    d: steps.length > 0 ? `${steps.join('')}H${round(end)}` : 'M0 0',
    fill: 'none',
    stroke: colours.ink,
    'stroke-width': 2.5,
  });
  const dots = row.points.map(({ at, value }) => dot(place(at), down(value)));
  const ends = labelled(row.points).map(({ at, value }) =>
    text(figure(value), {
      x: place(at),
      y: down(value) + (isFall(row.points, at) || value > 90 ? 19 : -9),
      'font-weight': 700,
      'text-anchor': 'middle',
    }),
  );
  const ticks = across.ticks(4).map((tick) =>
    text(`${tick.getUTCDate()} ${MONTHS[tick.getUTCMonth()]} ${tick.getUTCFullYear()}`, {
      x: across(tick),
      y: TOP + PLOT + 17,
      fill: colours.muted,
      'font-size': 11,
      'text-anchor': 'middle',
    }),
  );
  return picture(
    { width, height: HEIGHT },
    { name: 'risk-line', title, description: described(row) },
    ...strips,
    ...ticks,
    ...decided,
    line,
    ...dots,
    ...ends,
  );
}

/** The first and the last, and those where the band became another. */
function labelled(points: RiskLineRow['points']): RiskLineRow['points'] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || index === points.length - 1 || before.band !== point.band;
  });
}

/** Whether the line comes down to this point: then its figure stands below, beside nothing. */
function isFall(points: RiskLineRow['points'], at: string): boolean {
  const index = points.findIndex((point) => point.at === at);
  const [before, point] = [points[index - 1], points[index]];
  return before !== undefined && point !== undefined && before.value > point.value;
}

function dot(cx: number, cy: number): string {
  const ring = { fill: colours.paper, stroke: colours.ink, 'stroke-width': 2 };
  return element('circle', { cx, cy, r: 3.5, ...ring });
}

function mark(x: number, top: number, bottom: number): string {
  const dashed = { stroke: colours.ink, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' };
  return (
    element('path', { d: `M${round(x)} ${top}V${bottom}`, ...dashed }) +
    element('path', {
      d: symbol(symbolDiamond, 70)() ?? '',
      transform: `translate(${round(x)} ${top - 9})`,
      fill: colours.ink,
    })
  );
}

function described({ points, decisions }: RiskLineRow): string {
  const scored = points.map(
    ({ at, value, band }) =>
      `${at.slice(0, 10)}: ${figure(value)}, ${bandNamed(band).word.toLowerCase()}`,
  );
  const decided = decisions.map(({ at, label }) => `${at.slice(0, 10)}: ${label}`);
  return [...scored, ...decided].join('; ') || 'nothing yet';
}

const round = (value: number): number => Math.round(value * 100) / 100;
