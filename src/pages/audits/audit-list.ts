import {
  auditKindLabels,
  auditKinds,
  freshnessStates,
  type AuditLine,
  type AuditQuery,
} from '../../audits/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import type { Option } from '../frame/form-fields.js';
import { listLinks } from '../frame/list-links.js';
import { optionsOf } from '../frame/words.js';
import { auditTabs } from './audit-tabs.js';
import { shownLine } from './audit-words.js';

/** What the page of audits shows; filters stay in its address. */
export function auditList(
  me: Caller,
  url: string,
  query: AuditQuery,
  page: Page<AuditLine>,
  today: string,
): object {
  const { q, kind, state, ownerId, vendorId, auditorId, doubted, sort } = query;
  const [first] = page.items;
  return {
    title: 'Audits',
    tabs: auditTabs('/audits'),
    styles: ['/public/css/audits.css'],
    filters: {
      q: { name: 'q', label: 'Vendor', type: 'search', value: q ?? '', maxlength: 100 },
      kind: select('kind', 'Kind', kindOptions, kind),
      state: select('state', 'Standing', optionsOf(freshnessStates), state),
      ownerId: select('ownerId', 'Owner', ownersOf(me, ownerId), ownerId),
      doubted: {
        name: 'doubted',
        label: 'Auditor in doubt',
        type: 'checkbox',
        value: 'true',
        checked: doubted === true,
      },
      sort: select(
        'sort',
        'Order',
        [{ value: 'newest', label: 'Newest first' }],
        sort,
        'By vendor',
      ),
      vendorId,
      auditorId,
    },
    ofVendor: vendorId ? (first?.vendor ?? 'one vendor') : undefined,
    byAuditor: auditorId ? (nameOf(first, auditorId) ?? 'one auditor') : undefined,
    filtered:
      [q, kind, state, ownerId, vendorId, auditorId].some((filter) => filter !== undefined) ||
      doubted === true,
    audits: page.items.map((line) => shownLine(line, today)),
    ...listLinks(url, page),
  };
}

const kindOptions = auditKinds.map((value) => ({ value, label: auditKindLabels[value] }));

function ownersOf(me: Caller, ownerId: string | undefined): Option[] {
  const other =
    ownerId && ownerId !== me.userId ? [{ value: ownerId, label: 'Somebody else' }] : [];
  return [{ value: me.userId, label: 'You' }, ...other];
}

const select = (
  name: string,
  label: string,
  options: Option[],
  chosen: string | undefined,
  any = 'Any',
) => ({
  name,
  label,
  type: 'select',
  options: [{ value: '', label: any }, ...options].map((option) => ({
    ...option,
    checked: option.value === (chosen ?? ''),
  })),
});

const nameOf = (line: AuditLine | undefined, auditorId: string): string | undefined =>
  [line?.auditor, line?.platform].find((mark) => mark?.id === auditorId)?.name;
