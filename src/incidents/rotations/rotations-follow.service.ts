import { Injectable } from '@nestjs/common';
import { Journal } from '../../journal/index.js';
import { system } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database, listed } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Policies } from '../../policies/index.js';
import { credentialsChanged, dueDatesMoved } from '../../vendors/index.js';
import type { Incident } from '../cases/incident.entity.js';
import { IncidentQueries } from '../cases/incidents.queries.js';
import { Incidents } from '../cases/incidents.service.js';
import { rotationsDue } from '../events.js';
import { seenAt } from '../exposure/seen.js';
import { Timeline } from '../timeline/timeline.service.js';
import { rotationDue, rotationHours } from './rotation-policy.js';

/** As many vendors as one short transaction looks at. */
const vendorsAtOnce = 50;

interface Missing {
  credentialId: string;
  vendorId: string;
  vendor: string;
  tier: number | null;
  ownerId: string;
  name: string;
}

/** Puts on the checklist of an incident what affected vendors hold of ours; what stands on it stays. */
@Injectable()
export class RotationsFollow {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly policies: Policies,
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
    private readonly timeline: Timeline,
  ) {}

  @Handles(rotationsDue)
  async onDue(due: { incidentId: string; vendorId?: string }): Promise<void> {
    const incident = await this.incidents.byId(due.incidentId);
    if (incident.state === 'closed') return;
    if (due.vendorId !== undefined) return this.follow(incident, [due.vendorId]);
    for (let after = ''; ;) {
      const rows = await this.database.sql<{ id: string }[]>`
        SELECT x.vendor_id AS id FROM exposure x
        WHERE x.incident_id = ${incident.id} AND x.standing = 'affected' AND x.vendor_id > ${after}
          AND ${seenAt(incident.derivation)}
        ORDER BY x.vendor_id LIMIT ${vendorsAtOnce}`;
      const last = rows.at(-1);
      if (!last) return;
      await this.follow(
        incident,
        rows.map(({ id }) => id),
      );
      after = last.id;
    }
  }

  @Handles(credentialsChanged)
  async onCredentials({ vendorId }: { vendorId: string }): Promise<void> {
    for (const id of await this.queries.openIds()) {
      await this.follow(await this.incidents.byId(id), [vendorId]);
    }
  }

  private async follow(incident: Incident, vendorIds: readonly string[]): Promise<void> {
    if ((await this.missing(incident, vendorIds)).length === 0) return;
    const figures = await this.policies.read(rotationHours);
    await this.database.transaction(async () => {
      await this.database.hold('incident', incident.id);
      const missing = await this.missing(await this.incidents.byId(incident.id), vendorIds);
      const now = this.clock.now();
      for (const { credentialId, vendorId, vendor, tier, ownerId, name } of missing) {
        const id = newId();
        const at = now.toISOString();
        const dueAt = rotationDue(now, tier, figures).toISOString();
        await this.database.sql`
          INSERT INTO rotation (id, incident_id, vendor_id, credential_id, owner_id, due_at, state, created_at, updated_at,
            version)
          VALUES (${id}, ${incident.id}, ${vendorId}, ${credentialId}, ${ownerId}, ${dueAt}, 'open', ${at}, ${at}, 1)`;
        const written = { incidentId: incident.id, vendorId, credentialId, ownerId, dueAt };
        this.journal.record(system, 'rotation.asked', { kind: 'rotation', id }, null, written);
        const words = `“${name}”, which ${vendor} holds, is to be renewed.`;
        await this.timeline.note(system, { incidentId: incident.id, kind: 'rotation', words });
      }
      for (const vendorId of new Set(missing.map((one) => one.vendorId))) {
        await this.jobs.enqueue(dueDatesMoved, { vendorId });
      }
    });
  }

  /** What affected vendors hold that is not on the checklist yet. */
  private async missing(
    { id, derivation, state }: Incident,
    vendorIds: readonly string[],
  ): Promise<Missing[]> {
    if (state === 'closed') return [];
    return this.database.sql<Missing[]>`
      SELECT c.id AS "credentialId", c.vendor_id AS "vendorId", v.name AS vendor, v.tier, c.owner_id AS "ownerId", c.name
      FROM exposure x
      JOIN vendor v ON v.id = x.vendor_id
      JOIN credential c ON c.vendor_id = x.vendor_id
      WHERE x.incident_id = ${id} AND x.vendor_id IN (${listed(vendorIds)}) AND x.standing = 'affected'
        AND ${seenAt(derivation)} AND c.ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM rotation r WHERE r.incident_id = ${id} AND r.credential_id = c.id)
      ORDER BY c.id`;
  }
}
