import { ObligationQuery, obligationKinds, type ObligationKind } from '../../obligations/index.js';
import {
  ChoiceField,
  DayField,
  FlagField,
  TextField,
  WholeField,
} from '../../platform/http/index.js';
import type { Tier } from '../../scoring/index.js';

const dueViews = ['week', 'month'] as const;
export type DueView = (typeof dueViews)[number];

/** The address of the page of due dates: what it shows, of when and of whom. */
export class DueQuery {
  @ChoiceField(dueViews, { optional: true }) view?: DueView;
  @DayField({ optional: true }) at?: string;
  @ChoiceField(obligationKinds, { optional: true }) kind?: ObligationKind;
  @TextField({ max: 100, optional: true }) vendor?: string;
  @WholeField({ min: 1, max: 4, optional: true }) tier?: Tier;
  @FlagField({ optional: true }) overdue?: boolean;
  /** An id, or `everyone`; oneself unless told. */
  @TextField({ max: 36, optional: true }) owner?: string;
}

/** What is asked of the table, apart from days; the reader's own unless told. */
export function filterOf(query: DueQuery, userId: string): ObligationQuery {
  const { kind, vendor, tier, owner } = query;
  return {
    ...(kind ? { kind } : {}),
    ...(vendor ? { vendor } : {}),
    ...(tier ? { tier } : {}),
    ...(owner === 'everyone' ? {} : { ownerId: owner || userId }),
  };
}

/** The same page with something else in its address; an empty value leaves it out. */
export function addressOf(
  query: DueQuery,
  change: Record<string, string> = {},
  path = '/due',
): string {
  const told = Object.entries({ ...query, ...change }).flatMap(([name, value]) =>
    value === undefined || value === '' || value === false
      ? []
      : [[name, String(value)] as [string, string]],
  );
  const search = new URLSearchParams(told).toString();
  return search ? `${path}?${search}` : path;
}
