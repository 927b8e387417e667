import { bandScale } from './band-scale.js';
import { bandTrend } from './band-trend.js';
import { coverage } from './coverage.js';
import { drivers } from './drivers.js';
import { matrix } from './matrix.js';
import { riskLine } from './risk-line.js';
import { saysShows } from './says-shows.js';

export { bandScale, type BandScaleOptions, type BandScaleRow } from './band-scale.js';
export { bandTrend, type BandTrendOptions, type BandTrendRow } from './band-trend.js';
export { coverage, type CoverageOptions, type CoverageRow } from './coverage.js';
export { drivers, type DriverRow, type DriversOptions } from './drivers.js';
export { matrix, type MatrixOptions, type MatrixRow } from './matrix.js';
export { riskLine, type RiskLineOptions, type RiskLineRow } from './risk-line.js';
export { saysShows, type SaysShowsOptions, type SaysShowsRow } from './says-shows.js';
export { bands, type BandCode } from './bands.js';

const charts = new Map<string, (rows: never, options: never) => string>([
  ['says-shows', saysShows],
  ['band-scale', bandScale],
  ['matrix', matrix],
  ['drivers', drivers],
  ['coverage', coverage],
  ['risk-line', riskLine],
  ['band-trend', bandTrend],
]);

/** Draws the chart of that name as an SVG string. Throws when there is no such chart. */
export function drawChart(kind: string, rows: unknown, options: Record<string, unknown>): string {
  const draw = charts.get(kind);
  if (!draw) throw new Error(`there is no chart named ${kind}`);
  return draw(rows as never, options as never);
}
