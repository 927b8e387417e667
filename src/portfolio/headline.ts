import { spokenDay } from '../scoring/index.js';
import type { BandCounts, PortfolioView } from './portfolio.dto.js';

type Told = Pick<PortfolioView, 'vendors' | 'counts' | 'late' | 'findings' | 'auditors' | 'trend'>;

const atRisk = ({ high, very_high }: BandCounts): number => high + very_high;

const grouped = new Intl.NumberFormat('en-GB');

const many = (count: number, one: string, several: string): string =>
  `${count === 0 ? 'no' : grouped.format(count)} ${count === 1 ? one : several}`;

/** What the portfolio comes to, in one or two sentences. */
export function headlineOf({ vendors, counts, late, findings, trend }: Told): string {
  if (vendors === 0) return 'No vendor fits.';
  const bad = atRisk(counts);
  const [before] = trend;
  const then =
    before && before.vendors > 0 ? `, ${grouped.format(atRisk(before.counts))} a year ago` : '';
  const unknown =
    counts.unknown > 0 ? ` ${grouped.format(counts.unknown)} are not scored yet.` : '';
  const overdue = findings.reduce((sum, row) => sum + row.overdue, 0);
  const owed = [
    many(late.total, 'due date has passed', 'due dates have passed'),
    many(overdue, 'finding is overdue', 'findings are overdue'),
  ].join(', ');
  return `${grouped.format(bad)} of ${many(vendors, 'vendor', 'vendors')} ${bad === 1 ? 'is' : 'are'} at high or very high residual risk${then}.${
    counts.unknown === 1 ? ' One is not scored yet.' : unknown
  } ${owed.charAt(0).toUpperCase()}${owed.slice(1)}.`;
}

/** What the chart of month ends shows, from the first that had vendors to the last. */
export function trendMessage(trend: PortfolioView['trend']): string {
  const first = trend.find(({ vendors }) => vendors > 0);
  const last = trend.at(-1);
  if (!first || !last) return 'No vendor was entered by the end of last month';
  const part = ({ counts, vendors }: typeof last) =>
    `${grouped.format(atRisk(counts))} of ${grouped.format(vendors)}`;
  if (first === last) return `At high or very high risk at the end of last month: ${part(last)}`;
  return `At high or very high risk: ${part(first)} on ${spokenDay(first.on)}, ${part(last)} on ${spokenDay(last.on)}`;
}
