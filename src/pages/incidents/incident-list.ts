import type { IncidentLine } from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import type { Page } from '../../platform/database/index.js';
import { listLinks } from '../frame/list-links.js';
import { incidentStyles } from './incident-frame.js';
import { incidentKindWords } from './incident-words.js';

export const incidentLine = (incident: IncidentLine) => ({
  ...incident,
  href: `/incidents/${incident.id}`,
  kindWord: incidentKindWords[incident.kind],
});

/** The open ones first, all of them; closed ones by the page. */
export function incidentList(
  me: Caller,
  url: string,
  open: readonly IncidentLine[],
  closed: Page<IncidentLine>,
): object {
  const isFirst = closed.previous === undefined;
  return {
    title: 'Incidents',
    styles: incidentStyles,
    mayWrite: me.may.has('incidents.write'),
    none: open.length === 0 && closed.items.length === 0,
    open: isFirst ? open.map(incidentLine) : [],
    noneOpen: isFirst && open.length === 0,
    closed: closed.items.map(incidentLine),
    ...listLinks(url, closed),
  };
}
