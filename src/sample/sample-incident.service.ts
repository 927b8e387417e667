import { Injectable } from '@nestjs/common';
import {
  EventQueries,
  ExposureDeriving,
  Incidents,
  IncidentQueries,
  Intake,
  Timeline,
} from '../incidents/index.js';
import { addMilliseconds, Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { ordinary, poisoned } from './incident/advisories.js';
import { confirmation, facts, note } from './incident/case.js';
import { daysAgo } from './moments.js';
import { SampleOutreach } from './sample-outreach.service.js';
import type { Cast } from './storyteller.service.js';

const openedDaysAgo = 2;

/** The case about the poisoned releases. */
@Injectable()
export class SampleIncident {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly intake: Intake,
    private readonly events: EventQueries,
    private readonly incidents: Incidents,
    private readonly cases: IncidentQueries,
    private readonly deriving: ExposureDeriving,
    private readonly timeline: Timeline,
    private readonly outreach: SampleOutreach,
  ) {}

  /** Told whole, or not at all. `vendors` gives the ids of vendors by the key of their story. */
  async tell(cast: Cast, vendors: ReadonlyMap<unknown, string>, today: string): Promise<void> {
    const opened = daysAgo(today, openedDaysAgo, 0);
    const before = addMilliseconds(opened, -20 * 60_000);
    await this.clock.at(before, () => this.advise(cast));
    await this.database.transaction(async () => {
      const { items } = await this.cases.page({});
      if (items.some(({ title }) => title === facts.title)) return;
      const id = await this.clock.at(opened, () => this.open(cast));
      await this.outreach.tell(cast, id, vendors, opened);
    });
  }

  private async advise({ analyst }: Cast): Promise<void> {
    for (const record of [...poisoned, ordinary]) {
      await this.intake.paste(analyst, JSON.stringify(record));
    }
  }

  private async open({ analyst }: Cast): Promise<string> {
    const { items } = await this.events.page({ id: poisoned[0]?.id ?? '' });
    const eventId = items[0]?.id;
    const about = eventId ? { ...facts, eventId } : facts;
    const { id } = await this.incidents.open(analyst, analyst.userId, about);
    await this.deriving.ofIncident(id, 'The incident was opened.');
    await this.incidents.confirm(analyst, id, undefined, confirmation);
    await this.timeline.note(analyst, { incidentId: id, kind: 'note', words: note });
    return id;
  }
}
