import type { IncidentView } from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import { incidentKindWords } from './incident-words.js';

const tabs = {
  overview: { path: '', label: 'Overview' },
  exposure: { path: '/exposure', label: 'Exposure' },
  outreach: { path: '/outreach', label: 'Outreach' },
  rotations: { path: '/rotations', label: 'Rotations' },
  timeline: { path: '/timeline', label: 'Timeline' },
} as const;

export type IncidentTab = keyof typeof tabs;

export const incidentStyles = ['/public/css/incidents.css'];

export const crumbsOf = ({ id, reference }: { id: string; reference: string }, last?: string) => [
  { href: '/incidents', label: 'Incidents' },
  ...(last === undefined
    ? [{ label: reference }]
    : [{ href: `/incidents/${id}`, label: reference }, { label: last }]),
];

/** What all tabs of an incident show alike. */
export function incidentFrame(me: Caller, incident: IncidentView, current: IncidentTab) {
  const { id, reference, title, state } = incident;
  const { label } = tabs[current];
  const isOpen = state === 'open';
  const writes = me.may.has('incidents.write');
  return {
    title: current === 'overview' ? `${reference}: ${title}` : `${label} of ${reference}`,
    crumbs: crumbsOf(incident, current === 'overview' ? undefined : label),
    styles: incidentStyles,
    path: `/incidents/${id}`,
    incident: { ...incident, isOpen, kindWord: incidentKindWords[incident.kind] },
    tabs: Object.entries(tabs).map(([name, tab]) => ({
      href: `/incidents/${id}${tab.path}`,
      label: tab.label,
      current: name === current,
    })),
    may: {
      write: writes,
      change: writes && isOpen,
      confirm: writes && isOpen && !incident.isConfirmed,
      unconfirm: writes && isOpen && incident.isConfirmed,
      close: writes && isOpen,
      reopen: writes && !isOpen,
      vendors: me.may.has('vendors.read'),
      report: me.may.has('reports.read'),
    },
  };
}
