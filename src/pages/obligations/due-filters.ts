import { kindOf, obligationKinds } from '../../obligations/index.js';
import { addressOf, type DueQuery } from './due-query.js';

interface Choice {
  value: string;
  label: string;
}

/** The filter bar, as the address says it; `people` are those who may own something. */
export function dueFilters(
  query: DueQuery,
  people: readonly { id: string; name: string }[],
  userId: string,
) {
  const select = (name: string, label: string, options: Choice[], value: string) => ({
    name,
    label,
    type: 'select',
    options: options.map((option) => ({ ...option, checked: option.value === value })),
  });
  const any = { value: '', label: 'Any' };
  const kinds = obligationKinds.map((kind) => ({ value: kind, label: kindOf(kind).word }));
  const tiers = [1, 2, 3, 4].map((tier) => ({ value: String(tier), label: `Tier ${tier}` }));
  const others = people.filter(({ id }) => id !== userId);
  const owners = [
    { value: '', label: 'You' },
    { value: 'everyone', label: 'Everyone' },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const { kind, tier, vendor, owner, overdue, view, at } = query;
  const clear: DueQuery = { ...(view ? { view } : {}), ...(at ? { at } : {}) };
  return {
    filters: {
      owner: select('owner', 'Whose', owners, owner ?? ''),
      kind: select('kind', 'Kind', [any, ...kinds], kind ?? ''),
      tier: select('tier', 'Tier', [any, ...tiers], String(tier ?? '')),
      vendor: {
        name: 'vendor',
        label: 'Vendor',
        type: 'search',
        value: vendor ?? '',
        maxlength: 100,
      },
      overdue: {
        name: 'overdue',
        label: 'Only late ones',
        type: 'checkbox',
        value: 'on',
        checked: overdue === true,
      },
    },
    filtered: [kind, tier, vendor, owner].some(Boolean) || overdue === true,
    clearHref: addressOf(clear),
    kept: [
      ...(view ? [{ name: 'view', value: view }] : []),
      ...(at ? [{ name: 'at', value: at }] : []),
    ],
  };
}
