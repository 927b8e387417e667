import {
  findingStates,
  originKinds,
  severities,
  type FindingLine,
  type FindingQuery,
  type FindingTally,
} from '../../findings/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import type { Option } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { selectField as select } from '../frame/select-field.js';
import { optionsOf } from '../frame/words.js';
import { findingTabs } from './finding-tabs.js';
import { findingLine, originWords } from './finding-words.js';

type Person = { id: string; name: string };

const stateOptions = [{ value: 'owed', label: 'Open or planned' }, ...optionsOf(findingStates)];
const originOptions = originKinds.map((value) => ({ value, label: originWords[value] }));
const orders = [
  { value: 'severity', label: 'The gravest first' },
  { value: 'newest', label: 'Newest first' },
  { value: 'vendor', label: 'By vendor' },
];

export interface ListedFindings {
  page: Page<FindingLine>;
  tally: FindingTally;
  people: readonly Person[];
}

/** What the page of findings shows; filters and order stay in its address. */
export function findingList(
  me: Caller,
  url: string,
  query: FindingQuery,
  { page, tally, people }: ListedFindings,
): object {
  const { q, state, severity, ownerId, origin, overdue, sort } = query;
  const { vendorId, engagementId, assessmentId, originId } = query;
  const kept = { vendorId, engagementId, assessmentId, originId };
  const [first] = page.items;
  return {
    title: 'Findings',
    tabs: findingTabs('/findings'),
    styles: ['/public/css/findings.css'],
    mayWrite: me.may.has('findings.write'),
    filters: {
      q: { name: 'q', label: 'Vendor', type: 'search', value: q ?? '', maxlength: 100 },
      state: select('state', 'State', stateOptions, state),
      severity: select('severity', 'Severity', optionsOf(severities), severity),
      ownerId: select('ownerId', 'Owner', ownersOf(me, people), ownerId),
      origin: select('origin', 'Origin', originOptions, origin),
      sort: select('sort', 'Order', orders, sort === 'due' ? '' : sort, 'By due date'),
      overdue: {
        name: 'overdue',
        label: 'Only overdue ones',
        type: 'checkbox',
        value: 'true',
        checked: overdue === true,
      },
    },
    kept: Object.entries(kept).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
    ofVendor: vendorId ? (first?.vendor ?? 'one vendor') : undefined,
    filtered:
      [q, state, severity, ownerId, origin, ...Object.values(kept)].some(Boolean) ||
      overdue === true,
    tally,
    findings: page.items.map(findingLine),
    csvHref: fileOf(url, 'csv'),
    xlsxHref: fileOf(url, 'xlsx'),
    ...listLinks(url, page),
  };
}

/** The same address for a file: all pages of it. */
function fileOf(address: string, kind: 'csv' | 'xlsx'): string {
  const { searchParams } = new URL(address, 'http://here');
  searchParams.delete('cursor');
  const told = new URLSearchParams([...searchParams].filter(([, value]) => value !== ''));
  return `/findings.${kind}${told.size > 0 ? `?${told.toString()}` : ''}`;
}

const ownersOf = (me: Caller, people: readonly Person[]): Option[] => [
  { value: me.userId, label: 'You' },
  ...people
    .filter(({ id }) => id !== me.userId)
    .map(({ id, name }) => ({ value: id, label: name })),
];
