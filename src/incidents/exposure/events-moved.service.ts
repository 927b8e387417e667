import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { eventsChanged } from '../advisories/index.js';
import { IncidentQueries } from '../cases/incidents.queries.js';
import { exposureDue, floorsDue } from '../events.js';
import { MalwareMatches } from '../floors/malware-matches.service.js';
import { Timeline } from '../timeline/timeline.service.js';

const words = 'What advisories say of the event has changed.';

/** Hears that what advisories say of events has changed: exposure follows from it. */
@Injectable()
export class EventsMoved {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly incidents: IncidentQueries,
    private readonly timeline: Timeline,
    private readonly malware: MalwareMatches,
  ) {}

  @Handles(eventsChanged)
  async onChanged({
    eventIds,
    changedAt,
  }: {
    eventIds: readonly string[];
    changedAt: string;
  }): Promise<void> {
    for (const id of eventIds) await this.malware.ofEvent(id);
    await this.floorsOfClosed(eventIds);
    const open = await this.incidents.openAbout(eventIds);
    // Whatever was opened later began with what was known by then.
    const about = open.filter(({ openedAt }) => openedAt <= changedAt);
    if (about.length === 0) return;
    await this.database.transaction(async () => {
      for (const { id: incidentId } of about) {
        await this.timeline.note(system, { incidentId, kind: 'advisory', words });
        await this.jobs.enqueue(exposureDue, { incidentId, cause: words });
      }
    });
  }

  /** Their standings stay as they were; a floor that one left standing follows what is known today. */
  private async floorsOfClosed(eventIds: readonly string[]): Promise<void> {
    const closed = await this.incidents.closedWithFloors(eventIds);
    if (closed.length === 0) return;
    await this.database.transaction(async () => {
      for (const incidentId of closed) await this.jobs.enqueue(floorsDue, { incidentId });
    });
  }
}
