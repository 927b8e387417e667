import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { matchVersion, type AffectedPackage } from '../../supply-chain/index.js';
import type { Incident } from '../cases/incident.entity.js';
import { affectedOf } from '../exposure/concerned-tools.queries.js';
import { worstVerdict } from '../exposure/ground.js';
import { UpstreamEvents } from '../exposure/upstream-events.queries.js';

/** What an incident is about, for those who are asked. */
export interface Concern {
  packages: readonly AffectedPackage[];
  /** As people call them. */
  names: readonly string[];
  /** As advisories name the event; empty without one. */
  advisories: readonly string[];
  window: { from: string | null; to: string | null };
  verdictOf: (version: string) => 'affected' | 'not_affected' | 'unknown';
}

@Injectable()
export class ConcernQueries {
  constructor(
    private readonly database: Database,
    private readonly events: UpstreamEvents,
  ) {}

  async of({ eventId, packages, windowFrom, windowTo }: Incident): Promise<Concern> {
    const event = eventId === null ? undefined : await this.events.of(eventId);
    const affected = [...(event?.packages ?? []), ...packages.map(affectedOf)];
    return {
      packages: affected,
      names: [...new Set(affected.map(({ name }) => name))].sort(),
      advisories: eventId === null ? [] : await this.named(eventId),
      window: { from: windowFrom ?? event?.from ?? null, to: windowTo ?? event?.to ?? null },
      verdictOf: (version) =>
        affected.length === 0
          ? 'unknown'
          : worstVerdict(affected.map((one) => matchVersion(one, version).verdict)),
    };
  }

  private async named(eventId: string): Promise<string[]> {
    const rows = await this.database.sql<{ name: string }[]>`
      SELECT a.osv_id AS name FROM advisory a JOIN advisory_event e ON a.event_id = COALESCE(e.merged_into_id, e.id)
      WHERE e.id = ${eventId}
      UNION SELECT l.value FROM advisory_alias l JOIN advisory a ON a.id = l.advisory_id
      JOIN advisory_event e ON a.event_id = COALESCE(e.merged_into_id, e.id) WHERE e.id = ${eventId}`;
    return rows.map(({ name }) => name);
  }
}

/** By which names a document of a vendor may be about it. */
export const vexNamesOf = ({ packages, advisories }: Concern) => ({
  purls: packages.flatMap(({ purl }) => purl ?? []),
  names: advisories,
});
