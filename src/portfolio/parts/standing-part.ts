import { bandRank, type Band, type Overridden, type Tier } from '../../scoring/index.js';
import type { PortfolioView, TierRow, VendorAtRisk } from '../portfolio.dto.js';
import { countsOf, firstOf, longest } from './counts.js';

export interface VendorRow {
  id: string;
  name: string;
  owner: string;
  tier: Tier | null;
  band: Band | null;
  residual: number | null;
  floored: boolean;
  bandReason: string | null;
  overridden: Overridden | null;
  /** Instant as ISO 8601 text. */
  createdAt: string;
}

type Standing = Pick<
  PortfolioView,
  'vendors' | 'counts' | 'matrix' | 'worst' | 'worstMore' | 'overridden' | 'overriddenMore'
>;

/** Where the vendors stand: by tier and band, the worst first, and those whose band a person has set. */
export function standingPart(rows: readonly VendorRow[]): Standing {
  const scored = rows.flatMap(atRisk).sort(worse);
  const worst = firstOf(scored, longest);
  const byHand = firstOf(
    scored.filter(({ overridden }) => overridden !== undefined),
    longest,
  );
  return {
    vendors: rows.length,
    counts: countsOf(rows.map(({ band }) => band)),
    matrix: matrixOf(rows),
    worst: worst.first,
    worstMore: worst.more,
    overridden: byHand.first,
    overriddenMore: byHand.more,
  };
}

const tiers: readonly (Tier | null)[] = [1, 2, 3, 4, null];

/** A row a tier, and one for vendors without any where there are some; every vendor is counted once. */
function matrixOf(rows: readonly VendorRow[]): TierRow[] {
  return tiers.flatMap((tier) => {
    const those = rows.filter((row) => row.tier === tier);
    if (tier === null && those.length === 0) return [];
    return [
      {
        ...(tier === null ? {} : { tier }),
        label: tier === null ? 'No tier yet' : `Tier ${tier}`,
        counts: countsOf(those.map(({ band }) => band)),
        vendors: those.length,
      },
    ];
  });
}

function atRisk(row: VendorRow): VendorAtRisk[] {
  const { id, name, owner, tier, band, residual, floored, bandReason, overridden } = row;
  if (band === null || residual === null) return [];
  return [
    {
      id,
      name,
      ...(tier === null ? {} : { tier }),
      band,
      residual,
      floored,
      reason: bandReason ?? '',
      owner,
      ...(overridden === null ? {} : { overridden }),
    },
  ];
}

const worse = (one: VendorAtRisk, other: VendorAtRisk): number =>
  bandRank(other.band) - bandRank(one.band) ||
  other.residual - one.residual ||
  (one.name < other.name ? -1 : 1);
