import {
  advisoryKinds,
  type AdvisoryKind,
  type EventLine,
  type EventQuery,
} from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { listLinks } from '../frame/list-links.js';
import { selectField } from '../frame/select-field.js';
import { advisoryKindTitles, advisoryKindWords, advisoryStyles } from './advisory-words.js';

const mostPackages = 5;

export const eventLine = (event: EventLine) => ({
  ...event,
  href: `/advisories/events/${event.id}`,
  packages: event.packages.slice(0, mostPackages),
  morePackages: Math.max(0, event.packages.length - mostPackages),
});

export interface ListedEvents {
  kind: AdvisoryKind;
  page: Page<EventLine>;
}

/** Events by kind, never mixed: malware is not a vulnerability of the same package. */
export function eventList(
  me: Caller,
  url: string,
  query: EventQuery,
  groups: readonly ListedEvents[],
): object {
  const { kind, q, broad } = query;
  const options = advisoryKinds.map((value) => ({ value, label: advisoryKindWords[value] }));
  return {
    title: 'Advisories',
    styles: advisoryStyles,
    mayWrite: me.may.has('incidents.write'),
    filters: {
      q: {
        name: 'q',
        label: 'Package, id or alias',
        type: 'search',
        value: q ?? '',
        maxlength: 1_000,
      },
      kind: selectField('kind', 'Kind', options, kind, 'Both, apart'),
      broad: {
        name: 'broad',
        label: 'Only those that name every version',
        type: 'checkbox',
        value: 'true',
        checked: broad === true,
      },
    },
    filtered: [q, kind].some(Boolean) || broad === true,
    none: groups.every(({ page }) => page.items.length === 0),
    groups: groups.map(({ kind: one, page }) => ({
      kind: one,
      title: advisoryKindTitles[one],
      lines: page.items.map(eventLine),
      ...(kind ? listLinks(url, page) : page.next ? { more: onlyOf(url, one) } : {}),
    })),
  };
}

function onlyOf(address: string, kind: AdvisoryKind): string {
  const url = new URL(address, 'http://here');
  url.searchParams.set('kind', kind);
  url.searchParams.delete('cursor');
  return url.pathname + url.search;
}
