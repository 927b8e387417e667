import { Injectable } from '@nestjs/common';
import type { Caller } from '../../identity/index.js';
import { Journal } from '../../journal/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, listed, sql } from '../../platform/database/index.js';
import { Conflict, Invalid } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { outreachDue } from '../events.js';
import { Timeline } from '../timeline/timeline.service.js';
import { ChosenQueries } from './chosen.queries.js';
import type { NewOutreach } from './outreach.dto.js';
import { Outreach } from './outreach.entity.js';

/** As many as one go asks. */
const mostVendors = 5_000;
const rowsAtOnce = 500;

/** Asks many vendors about an incident in one go. */
@Injectable()
export class Outreaches {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly incidents: Incidents,
    private readonly chosen: ChosenQueries,
    private readonly timeline: Timeline,
  ) {}

  /** Notes who is asked, all at once; the letters are written by a job. Whose answer is awaited is not asked again. */
  async begin(me: Caller, incidentId: string, facts: NewOutreach): Promise<{ id: string }> {
    const id = newId();
    await this.database.transaction(async () => {
      await this.database.hold('incident', incidentId);
      const incident = await this.incidents.byId(incidentId);
      if (incident.state === 'closed') throw new Conflict('This incident is closed.');
      if (incident.derivation === 0) {
        throw new Conflict('Where vendors stand is being derived. Try again in a moment.');
      }
      if ((facts.standings ?? []).length + (facts.vendorIds ?? []).length === 0) {
        throw new Invalid({ standings: 'names none: choose groups or single vendors' });
      }
      await this.chosen.mustBeThere(incident, facts.vendorIds ?? []);
      const vendorIds = await this.chosen.chosen(incident, facts, mostVendors);
      if (vendorIds.length === 0) {
        throw new Conflict(
          'There is nobody to ask: the answers of all of them are awaited, or given groups are empty.',
        );
      }
      if (vendorIds.length > mostVendors) {
        throw new Conflict(`One go asks ${mostVendors} vendors, no more: choose fewer groups.`);
      }
      const outreach = await this.insert(me, id, incidentId, facts, vendorIds);
      const { round, standings, message } = outreach;
      const written = { incidentId, round, standings, message, vendorIds };
      this.journal.record(me, 'outreach.begun', { kind: 'outreach', id }, null, written);
      const many = vendorIds.length === 1 ? 'One vendor is' : `${vendorIds.length} vendors are`;
      const words = `${many} asked what they know, in round ${round}.`;
      await this.timeline.note(me, { incidentId, kind: 'outreach', words });
      await this.jobs.enqueue(outreachDue, { outreachId: id });
    });
    return { id };
  }

  private async insert(
    me: Caller,
    id: string,
    incidentId: string,
    { standings = [], message }: NewOutreach,
    vendorIds: readonly string[],
  ): Promise<Outreach> {
    const [last] = await this.database.sql<{ round: number | null }[]>`
      SELECT max(round) AS round FROM outreach WHERE incident_id = ${incidentId}`;
    const round = 1 + Number(last?.round ?? 0);
    const outreach: Outreach = {
      ...{ id, incidentId, round, standings, message: message || null },
      vendors: vendorIds.length,
      sentById: me.userId,
      sentBy: me.name,
      createdAt: this.clock.now(),
      doneAt: null,
    };
    await this.database.repository(Outreach).insert(outreach);
    for (let at = 0; at < vendorIds.length; at += rowsAtOnce) {
      const rows = vendorIds
        .slice(at, at + rowsAtOnce)
        .map((vendorId) => sql`(${newId()}, ${id}, ${incidentId}, ${vendorId}, ${round}, 1)`);
      await this.database.sql`
        INSERT INTO outreach_request (id, outreach_id, incident_id, vendor_id, round, version) VALUES ${listed(rows)}`;
    }
    return outreach;
  }
}
