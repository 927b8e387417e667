import { Injectable } from '@nestjs/common';
import { UpstreamConditions } from '../../assessments/index.js';
import { system } from '../../platform/actor.js';
import { Database, listed } from '../../platform/database/index.js';
import { Handles } from '../../platform/jobs/index.js';
import { incidentReference, type Incident } from '../cases/incident.entity.js';
import { Incidents } from '../cases/incidents.service.js';
import { floorsDue } from '../events.js';
import type { Basis, Certainty, StandingWord } from '../exposure/facts.js';
import { FactQueries } from '../exposure/facts.queries.js';
import { seenAt } from '../exposure/seen.js';
import { sentenceOf } from '../exposure/sentence.js';
import { standingOf } from '../exposure/standing.js';
import { dueFloors, type DueFloor } from './due-floors.js';
import { heldClause, Holdings, type Held } from './holdings.queries.js';
import { MalwareMatches } from './malware-matches.service.js';

/** As many vendors as one short transaction looks at. */
const vendorsAtOnce = 50;

interface Exposed {
  vendorId: string;
  standing: StandingWord;
  certainty: Certainty | null;
  basis: string | null;
}

/** Puts the floors of an incident under the scores of vendors, and takes them away: floors F2 and F5. */
@Injectable()
export class FloorsFollow {
  constructor(
    private readonly database: Database,
    private readonly incidents: Incidents,
    private readonly facts: FactQueries,
    private readonly holdings: Holdings,
    private readonly conditions: UpstreamConditions,
    private readonly malware: MalwareMatches,
  ) {}

  @Handles(floorsDue)
  async onDue(due: { incidentId: string; vendorId?: string }): Promise<void> {
    const incident = await this.incidents.byId(due.incidentId);
    if (due.vendorId !== undefined) return this.follow(incident, [due.vendorId]);
    if (incident.eventId !== null) await this.malware.ofEvent(incident.eventId);
    for (let after = ''; ;) {
      const some = await this.concerned(incident, after);
      const last = some.at(-1);
      if (last === undefined) return;
      await this.follow(incident, some);
      after = last;
    }
  }

  /** Vendors that are affected, and those under which a floor of it stands. */
  private async concerned({ id, derivation }: Incident, after: string): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT x.vendor_id AS id FROM exposure x
      WHERE x.incident_id = ${id} AND x.standing = 'affected' AND x.vendor_id > ${after}
        AND ${seenAt(derivation)}
      UNION SELECT c.vendor_id FROM upstream_condition c
      WHERE c.subject_id = ${id} AND c.closed_at IS NULL AND c.vendor_id > ${after}
      ORDER BY id LIMIT ${vendorsAtOnce}`;
    return rows.map((row) => row.id);
  }

  private async follow(incident: Incident, vendorIds: readonly string[]): Promise<void> {
    const about = await this.facts.about(incident);
    const exposed = await this.exposed(incident, vendorIds);
    const held = await this.heldBy(vendorIds);
    await this.database.transaction(async () => {
      for (const vendorId of vendorIds) {
        const stands = exposed.get(vendorId);
        const clause = heldClause(held.get(vendorId) ?? []);
        const due = stands ? dueFloors(incident, stands, clause) : [];
        const why = stands
          ? sentenceOf(stands.basis, about)
          : 'It is not in use any more, or not derived yet.';
        await this.settle(incident, vendorId, due, why);
      }
    });
  }

  private async settle(
    incident: Incident,
    vendorId: string,
    due: readonly DueFloor[],
    why: string,
  ): Promise<void> {
    const subject = { kind: 'incident', id: incident.id };
    for (const floor of ['F2', 'F5'] as const) {
      const wanted = due.find((one) => one.floor === floor);
      const upstream = { vendorId, floor, subject };
      if (wanted) await this.conditions.hold(system, { ...upstream, reason: wanted.reason });
      else await this.conditions.close(system, upstream, whyLifted(incident, floor, why));
    }
  }

  /** As derived; in a closed incident, whose standings stay as they are, as the facts say today. */
  private async exposed(
    incident: Incident,
    vendorIds: readonly string[],
  ): Promise<Map<string, Omit<Exposed, 'basis' | 'vendorId'> & { basis: Basis | null }>> {
    const { id, derivation, state } = incident;
    if (state === 'closed') return this.today(incident, vendorIds);
    const rows = await this.database.sql<Exposed[]>`
      SELECT x.vendor_id AS "vendorId", x.standing, x.certainty, x.basis FROM exposure x
      WHERE x.incident_id = ${id} AND x.vendor_id IN (${listed(vendorIds)})
        AND ${seenAt(derivation)}`;
    return new Map(
      rows.map(({ vendorId, standing, certainty, basis }) => [
        vendorId,
        { standing, certainty, basis: basis === null ? null : (JSON.parse(basis) as Basis) },
      ]),
    );
  }

  private async today(incident: Incident, vendorIds: readonly string[]) {
    const ground = await this.facts.ground(incident);
    const found = new Map<string, ReturnType<typeof standingOf>>();
    for (const vendorId of vendorIds) {
      const factsOf = await this.facts.of(ground, { after: vendorId, upTo: vendorId });
      found.set(vendorId, standingOf(factsOf(vendorId)));
    }
    return found;
  }

  private async heldBy(vendorIds: readonly string[]): Promise<Map<string, Held[]>> {
    const held = new Map<string, Held[]>();
    for (const one of await this.holdings.of(vendorIds)) {
      held.set(one.vendorId, [...(held.get(one.vendorId) ?? []), one]);
    }
    return held;
  }
}

/** A sentence. */
function whyLifted({ number, state, confirmedAt }: Incident, floor: string, why: string): string {
  const reference = incidentReference(number);
  if (floor === 'F5' && state === 'closed') return `${reference} is closed.`;
  if (floor === 'F5' && confirmedAt === null) return `${reference} is not confirmed any more.`;
  return `in ${reference}: ${why}`;
}
