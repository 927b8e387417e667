import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  affectedTogether,
  EventQueries,
  exposureBar,
  ExposureQueries,
  IncidentQueries,
  TimelineQueries,
  type EntryView,
  type EventView,
  type IncidentView,
} from '../../incidents/index.js';
import { Clock } from '../../platform/clock.js';
import { sha256 } from '../../platform/ids.js';
import { dayText, instantText } from '../../platform/templates/index.js';
import { Imprint, type Made } from '../imprint.service.js';
import { cut } from '../views/words.js';
import { GroupsPart } from './groups-part.js';
import type { IncidentReportView } from './incident.view.js';
import { OutreachParts } from './outreach-part.js';
import { RotationParts } from './rotations-part.js';
import { coverageOf, decidingLines, openQuestions } from './deciding.js';

const mostEntries = 200;
const mostSources = 40;
const mostPackages = 60;
const longestTitle = 200;
const longestOnFront = 900;

const kinds = {
  malware: 'Malware',
  vulnerability: 'Vulnerability',
  breach: 'Breach of a tool’s maker',
} as const;

/** Gathers what the report of an incident says, as of now. */
@Injectable()
export class IncidentReportViews {
  constructor(
    private readonly clock: Clock,
    private readonly incidents: IncidentQueries,
    private readonly exposures: ExposureQueries,
    private readonly events: EventQueries,
    private readonly entries: TimelineQueries,
    private readonly groups: GroupsPart,
    private readonly outreach: OutreachParts,
    private readonly rotations: RotationParts,
    private readonly imprint: Imprint,
  ) {}

  async of(id: string, made: Made): Promise<IncidentReportView> {
    const incident = await this.incidents.view(id);
    const exposure = await this.exposures.counts(id);
    const [event, groups, entries] = await Promise.all([
      this.eventOf(incident),
      this.groups.of(id, exposure.counts),
      this.entries.page(id, { size: mostEntries }),
    ]);
    const outreach = await this.outreach.of(id);
    const rotations = await this.rotations.of(id);
    await nextTurn();
    const disputed = [
      ...(incident.disputed ? [incident.disputed] : []),
      ...(event?.disputed ?? []).filter((one) => one !== incident.disputed),
    ];
    const known = { incident, counts: exposure.counts, groups, outreach, rotations, disputed };
    const view = {
      title: `Incident report ${incident.reference}: ${cut(incident.title, longestTitle)}`,
      today: this.clock.today(),
      report: await this.imprint.of(made),
      incident: headOf(incident),
      headline:
        exposure.derivation > 0 ? exposure.sentence : 'Where vendors stand is not derived yet',
      coverage: coverageOf(exposure.counts),
      counts: exposure.counts,
      vendors: exposure.vendors,
      derivedAt: exposure.derivedAt ?? null,
      bar: exposureBar(exposure.counts),
      decides: decidingLines(known),
      sources: sourcesOf(incident, event),
      records: recordsOf(event),
      affected: affectedOf(incident, event),
      disputed,
      groups,
      outreach,
      rotations,
      questions: openQuestions(known),
      timeline: entries.items.map(entryOf).reverse(),
      earlier: entries.next === undefined ? 0 : 1,
    };
    const checkpoint = await this.imprint.checkpoint();
    await nextTurn();
    return { ...view, proof: { checkpoint, viewHash: sha256(JSON.stringify(view)) } };
  }

  private async eventOf({ eventId }: IncidentView): Promise<EventView | undefined> {
    if (!eventId) return undefined;
    const { id } = await this.events.currentOf(eventId);
    return this.events.view(id);
  }
}

function headOf(incident: IncidentView): IncidentReportView['incident'] {
  const { id, reference, title, kind, state, lead, openedAt, openedBy } = incident;
  const { closedAt, closedBy, closedBecause, confirmedAt, confirmedBy, confirmedBecause } =
    incident;
  return {
    ...{ id, reference, title, lead, openedAt, openedBy },
    kind: kinds[kind],
    isOpen: state === 'open',
    closedAt: closedAt ?? null,
    closed: closedBecause ? `${closedBy ?? ''}: ${closedBecause}` : null,
    confirmed: confirmedAt
      ? `${confirmedBy ?? ''}, ${instantText(new Date(confirmedAt))}: ${confirmedBecause ?? ''}`
      : null,
    window: windowOf(incident),
    summary: cut(incident.summary ?? '', longestOnFront) || null,
    rest: (incident.summary ?? '').length > longestOnFront ? (incident.summary ?? null) : null,
  };
}

function windowOf({ windowFrom, windowTo }: IncidentView): string {
  if (windowFrom && windowFrom === windowTo) return `on ${dayText(windowFrom)}`;
  const from = windowFrom ? `from ${dayText(windowFrom)}` : 'from when it was first published';
  if (windowTo) return `${from} to ${dayText(windowTo)}`;
  return windowFrom ? `${from} on, with no end known` : `${from}, with no end known`;
}

function sourcesOf(
  { sources }: IncidentView,
  event: EventView | undefined,
): IncidentReportView['sources'] {
  const ours = sources.map(({ title, link }) => ({ title, link: link ?? null }));
  const links = new Set(ours.map(({ link }) => link));
  const theirs = (event?.links ?? []).filter(({ url }) => !links.has(url));
  const named = theirs.map(({ url }) => ({
    title: URL.canParse(url) ? new URL(url).hostname : 'Link of an advisory',
    link: url,
  }));
  return [...ours, ...named].slice(0, mostSources);
}

const recordsOf = (event: EventView | undefined): IncidentReportView['records'] =>
  (event?.advisories ?? [])
    .filter(({ withdrawnAt }) => !withdrawnAt)
    .map(({ osvId, summary, publishedAt }) => ({
      osvId,
      summary,
      publishedAt: publishedAt ?? null,
    }));

function affectedOf(
  { packages }: IncidentView,
  event: EventView | undefined,
): IncidentReportView['affected'] {
  const named = affectedTogether(event?.affected ?? []).map(
    ({ name, ecosystem, versions, ranges, isBroad }) => ({
      name,
      ecosystem,
      versions: [
        ...(isBroad ? ['every version'] : []),
        ...(versions.length > 0 ? [versions.join(', ')] : []),
        ...ranges.map(({ words }) => words),
      ].join('; '),
    }),
  );
  const beside = packages.map(({ name, purl, versions = [] }) => ({
    name,
    ecosystem: purl ?? null,
    versions: versions.join(', ') || 'every version',
  }));
  const all = [...named, ...beside];
  const unique = new Map(all.map((one) => [`${one.name} ${one.versions}`, one]));
  return [...unique.values()].slice(0, mostPackages);
}

const entryOf = ({ at, by, byKind, words, sentence }: EntryView) => ({
  at,
  by: byKind === 'system' ? 'Assay' : by,
  words,
  sentence: sentence && !words.includes(sentence) ? sentence : null,
});
