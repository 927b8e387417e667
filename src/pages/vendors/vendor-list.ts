import type { Caller } from '../../identity/index.js';
import { bands, bandWords } from '../../scoring/index.js';
import type { Page } from '../../platform/database/index.js';
import { withCursor } from '../../platform/http/index.js';
import { vendorStatuses, type VendorLine, type VendorQuery } from '../../vendors/index.js';
import type { Option } from '../frame/form-fields.js';
import { optionsOf } from '../frame/words.js';

const sortable = [
  ['name', 'Name', 'ascending'],
  ['tier', 'Tier', 'ascending'],
  ['risk', 'Residual risk', 'descending'],
  ['changed', 'Changed', 'descending'],
] as const;

/** What the page of vendors shows; filters and sorting stay in its address. */
export function vendorList(
  me: Caller,
  url: string,
  query: VendorQuery,
  page: Page<VendorLine>,
): object {
  const any = { value: '', label: 'Any' };
  const select = (
    name: string,
    label: string,
    options: Option[],
    value: string | number | undefined,
  ) => ({
    name,
    label,
    type: 'select',
    options: [any, ...options].map((option) => ({
      ...option,
      checked: option.value === String(value ?? ''),
    })),
  });
  const bandOptions = bands.map((value) => ({ value, label: bandWords[value] }));
  const tiers = [1, 2, 3, 4].map((tier) => ({ value: String(tier), label: `Tier ${tier}` }));
  return {
    title: 'Vendors',
    mayWrite: me.may.has('vendors.write'),
    filters: {
      q: { name: 'q', label: 'Name', type: 'search', value: query.q ?? '', maxlength: 100 },
      status: select('status', 'Status', optionsOf(vendorStatuses), query.status),
      tier: select('tier', 'Tier', tiers, query.tier),
      ownerId: select('ownerId', 'Owner', [{ value: me.userId, label: 'You' }], query.ownerId),
      band: select(
        'band',
        'Band',
        [...bandOptions, { value: 'none', label: 'Not scored' }],
        query.band,
      ),
    },
    filtered: [query.q, query.status, query.tier, query.band, query.ownerId].some(
      (filter) => filter !== undefined,
    ),
    sort: Object.fromEntries(
      sortable.map(([key, label, order]) => [
        key,
        {
          label,
          href: sortedBy(url, key),
          ...((query.sort ?? 'name') === key ? { sorted: order } : {}),
        },
      ]),
    ),
    vendors: page.items.map((vendor) => ({ ...vendor, href: `/vendors/${vendor.id}` })),
    shown: `${page.items.length} shown`,
    ...(page.next ? { next: withCursor(url, page.next) } : {}),
    ...(page.previous ? { previous: withCursor(url, page.previous) } : {}),
  };
}

function sortedBy(address: string, sort: string): string {
  const url = new URL(address, 'http://here');
  url.searchParams.set('sort', sort);
  url.searchParams.delete('cursor');
  return url.pathname + url.search;
}
