import { Injectable } from '@nestjs/common';
import {
  affectedTogether,
  EventQueries,
  ExposureQueries,
  IncidentQueries,
  OutreachQueries,
  RotationQueries,
  TimelineQueries,
} from '../../incidents/index.js';
import type { Caller } from '../../identity/index.js';
import { paperFormats } from '../../reports/index.js';
import { DossierSection } from '../dossiers/dossier-section.service.js';
import { fourNumbers } from './four-numbers.js';
import { incidentFrame } from './incident-frame.js';
import { nextSteps } from './next-steps.js';
import { entryLine } from './timeline-lines.js';
import { SeenBy } from '../frame/seen-by.js';

const lastEntries = 5;

/** The first tab of an incident: what happened, what we know, and what is to be done. */
@Injectable()
export class IncidentPage {
  constructor(
    private readonly incidents: IncidentQueries,
    private readonly exposures: ExposureQueries,
    private readonly events: EventQueries,
    private readonly timeline: TimelineQueries,
    private readonly outreach: OutreachQueries,
    private readonly rotations: RotationQueries,
    private readonly dossiers: DossierSection,
    private readonly seenBy: SeenBy,
  ) {}

  async overview(me: Caller, id: string): Promise<object> {
    const incident = await this.incidents.view(id);
    const { eventId } = incident;
    const [exposure, event, entries, outreach, rotations] = await Promise.all([
      this.exposures.counts(id),
      eventId ? this.currentEvent(eventId) : undefined,
      this.timeline.page(id, { size: lastEntries }),
      this.outreach.counts(id),
      this.rotations.counts(id),
    ]);
    const frame = incidentFrame(me, incident, 'overview');
    return {
      ...frame,
      oneDay: incident.windowFrom !== undefined && incident.windowFrom === incident.windowTo,
      ...(exposure.derivation === 0 ? { scripts: ['/public/js/waiting.js'] } : {}),
      four: fourNumbers(exposure, (standing) => `/incidents/${id}/exposure?standing=${standing}`),
      steps: frame.may.write ? nextSteps(incident, { outreach, rotations }) : [],
      ...(event ? { event } : {}),
      paper: {
        name: 'format',
        label: 'Paper',
        type: 'radios',
        inline: true,
        options: paperFormats.map((value) => ({ value, label: value, checked: value === 'A4' })),
      },
      lines: entries.items.map((entry) => entryLine(id, entry)),
      ...(await this.dossiers.of(me, 'incident', id, `/incidents/${id}/dossiers`)),
      ...(await this.seenBy.of(me, id)),
    };
  }

  /** What its advisories say, or those of the event that theirs became part of. */
  private async currentEvent(eventId: string) {
    const current = await this.events.currentOf(eventId);
    const { id, ids, names, affected, isBroad, isWithdrawn, links, disputed } =
      await this.events.view(current.id);
    return {
      href: `/advisories/events/${id}`,
      ids,
      otherNames: names.filter((name) => !ids.includes(name)),
      affected: affectedTogether(affected),
      isBroad,
      isWithdrawn,
      links,
      disputed,
    };
  }
}
