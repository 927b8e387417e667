import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed, sql, type Sql } from '../../platform/database/index.js';
import {
  isKnown,
  isSaid,
  purgedName,
  registerPurged,
  removedIn,
  removedText,
} from '../../platform/purged.js';
import { Incident } from '../cases/incident.entity.js';

/** Kinds of entries in which somebody's own words stand; the others are told by Assay. */
const written = [
  ...['confirmed', 'unconfirmed', 'closed', 'reopened'],
  ...['statement', 'rotation', 'note'],
];

/** The condition on entries of a timeline that somebody's own words stand in them still, or who answered for a vendor. */
export const tellsOfIncident = (entry: Sql): Sql =>
  sql`(${entry}.actor_kind <> 'system' AND ${entry}.kind IN (${listed(written)}) AND ${isSaid(sql`${entry}.words`)}
    OR ${entry}.actor_kind = 'respondent' AND ${isKnown(sql`${entry}.actor`)})`;

/** Lets go what our people wrote about an incident; what was affected, who stood where, and when stays. */
@Injectable()
export class PurgedIncidents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. */
  async words(ids: readonly string[], rule: string, reason: string): Promise<void> {
    const by = { rule, reason, at: this.clock.now().toISOString() };
    const incidents = this.database.repository(Incident);
    for (const id of ids) {
      const { confirmedBecause, closedBecause } = await incidents.findOneByOrFail({ id });
      const said = {
        ...{ confirmedBecause, closedBecause },
        entries: await this.database.sql<object[]>`
          SELECT id, words, actor FROM incident_entry WHERE incident_id = ${id} ORDER BY id`,
        messages: await this.database.sql<object[]>`
          SELECT id, message FROM outreach WHERE incident_id = ${id} ORDER BY id`,
      };
      await registerPurged(this.database, { id, extent: 'all', said }, by);
      const left = {
        confirmedBecause: removedText(confirmedBecause, by),
        closedBecause: removedText(closedBecause, by),
      };
      await incidents.update({ id }, { ...left, version: () => 'version + 1' });
      await this.database.sql`
        UPDATE incident_entry SET actor = ${purgedName}
        WHERE incident_id = ${id} AND actor_kind = 'respondent'`;
      await this.database.sql`
        UPDATE incident_entry SET words = ${removedIn(sql`words`, by)} WHERE incident_id = ${id} AND actor_kind <> 'system' AND kind IN (${listed(written)})`;
      await this.database.sql`
        UPDATE outreach SET message = ${removedIn(sql`message`, by)} WHERE incident_id = ${id}`;
    }
  }
}
