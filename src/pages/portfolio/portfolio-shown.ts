import { trendMessage, type PortfolioQuery, type PortfolioView } from '../../portfolio/index.js';
import { bands, bandWords, type Band } from '../../scoring/index.js';
import { vendorStatuses } from '../../vendors/index.js';
import { optionsOf, worded } from '../frame/words.js';

interface Choice {
  value: string;
  label: string;
}

/** The filter bar as the address says it, and what a report is asked for with. */
export function portfolioFilters(
  query: PortfolioQuery,
  people: readonly { id: string; name: string }[],
  userId: string,
) {
  const { tier, band, ownerId, status } = query;
  const select = (name: string, label: string, options: Choice[], value: string) => ({
    name,
    label,
    type: 'select',
    options: options.map((option) => ({ ...option, checked: option.value === value })),
  });
  const any = { value: '', label: 'Any' };
  const tiers = [1, 2, 3, 4].map((one) => ({ value: String(one), label: `Tier ${one}` }));
  const bandChoices: Choice[] = [
    ...bands.map((value) => ({ value, label: bandWords[value] })),
    { value: 'none', label: 'Not scored' },
  ];
  const owners = people.map(({ id, name }) => ({
    value: id,
    label: id === userId ? 'You' : name,
  }));
  const inUse = { value: '', label: 'In use' };
  const chosen = Object.entries({ tier, band, ownerId, status }).filter(([, value]) => value);
  return {
    filters: {
      tier: select('tier', 'Tier', [any, ...tiers], String(tier ?? '')),
      band: select('band', 'Band', [any, ...bandChoices], band ?? ''),
      ownerId: select('ownerId', 'Owner', [any, ...owners], ownerId ?? ''),
      status: select('status', 'Status', [inUse, ...optionsOf(vendorStatuses)], status ?? ''),
    },
    filtered: chosen.length > 0,
    kept: chosen.map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** The view with what a page needs beside it: addresses, and words for stored ones. */
export function portfolioShown(view: PortfolioView, query: PortfolioQuery): object {
  const { matrix, worst, overridden, late, findings, auditors, trend } = view;
  const linked = <V extends { id: string }>(vendor: V) => ({
    ...vendor,
    href: `/vendors/${vendor.id}`,
  });
  return {
    ...view,
    rows: matrix.map(({ label, tier, counts }) => ({
      label,
      cells: [...bands, null].map((band) => ({
        ...(band ? { band } : {}),
        count: counts[band ?? 'unknown'],
        href: listOf(query, tier, band),
      })),
    })),
    worst: worst.map(linked),
    overridden: overridden.map(linked),
    late: {
      ...late,
      byKind: late.byKind.map((row) => ({
        ...row,
        href: `/due?owner=everyone&overdue=on&kind=${row.kind}`,
      })),
      byOwner: late.byOwner.map((row) => ({
        ...row,
        href: `/due?owner=${row.ownerId}&overdue=on`,
      })),
    },
    findings: findings.map((row) => ({ ...row, word: worded(row.severity) })),
    auditors: {
      ...auditors,
      auditors: auditors.auditors.map((row) => ({ ...row, href: `/auditors/${row.id}` })),
    },
    trendMessage: trendMessage(trend),
    months: [...trend].reverse(),
  };
}

/** The list of the vendors that a number of the matrix counts. */
function listOf(query: PortfolioQuery, tier: number | undefined, band: Band | null): string {
  const filters = new URLSearchParams({
    ...(tier ? { tier: String(tier) } : {}),
    band: band ?? 'none',
    ...(query.ownerId ? { ownerId: query.ownerId } : {}),
    ...(query.status ? { status: query.status } : {}),
  });
  return `/vendors?${filters.toString()}`;
}
