import { present } from '../platform/present.js';
import type { KeptKindView, KeptOfVendorView, PeriodView } from './kept.dto.js';
import type { KeptOfKind } from './kept.queries.js';
import { keepingPeriods } from './kinds/index.js';

export function keptView({ kind, tally }: KeptOfKind): KeptOfVendorView {
  const { code, title } = kind;
  return { code, title, ...present(tally) };
}

export function kindView(
  kept: KeptOfKind,
  months: Readonly<Record<string, number>>,
  purgedAt: string | undefined,
): KeptKindView {
  const { what, purpose, basis, starts, stays, periods } = kept.kind;
  const told = periods.map<PeriodView>((period) => ({
    label: keepingPeriods.figures[period].label,
    months: months[period] ?? 0,
  }));
  const last = purgedAt === undefined ? {} : { purgedAt };
  return { ...keptView(kept), what, purpose, basis, starts, stays, periods: told, ...last };
}
