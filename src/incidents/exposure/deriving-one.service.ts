import { Injectable } from '@nestjs/common';
import { addMilliseconds, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Vendors } from '../../vendors/index.js';
import { IncidentQueries } from '../cases/incidents.queries.js';
import { Incidents } from '../cases/incidents.service.js';
import { exposureDue, floorsDue, vendorExposureDue } from '../events.js';
import { Derivations, isHeld } from './derivations.service.js';
import { countsAfter, differencesOf, type StoredStanding } from './differences.js';
import { ExposureStore } from './exposure-store.js';
import type { Basis } from './facts.js';
import { FactQueries } from './facts.queries.js';
import type { Ground } from './ground.js';
import { sentenceOf } from './sentence.js';
import { standingWords } from './standing-words.js';

const againMs = 5_000;

/** One vendor's standings in the open incidents, derived again when something became known of it. */
@Injectable()
export class VendorDeriving {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: Vendors,
    private readonly incidents: Incidents,
    private readonly queries: IncidentQueries,
    private readonly derivations: Derivations,
    private readonly facts: FactQueries,
    private readonly store: ExposureStore,
  ) {}

  @Handles(vendorExposureDue)
  async onDue({ vendorId, cause }: { vendorId: string; cause: string }): Promise<void> {
    await this.ofVendor(vendorId, cause);
  }

  async ofVendor(vendorId: string, cause: string): Promise<void> {
    let busy = false;
    for (const incidentId of await this.queries.openIds()) {
      const ground = await this.facts.ground(await this.incidents.byId(incidentId));
      if (!(await this.inIncident(incidentId, vendorId, cause, ground))) busy = true;
    }
    await this.followFloors(vendorId);
    if (!busy) return;
    const later = addMilliseconds(this.clock.now(), againMs);
    await this.database.transaction(() =>
      this.jobs.enqueue(vendorExposureDue, { vendorId, cause }, later),
    );
  }

  /** The standings of closed incidents stay; a floor that one left standing is lifted all the same. */
  private async followFloors(vendorId: string): Promise<void> {
    const closed = await this.database.sql<{ id: string }[]>`
      SELECT DISTINCT n.id FROM upstream_condition c JOIN incident n ON n.id = c.subject_id
      WHERE c.vendor_id = ${vendorId} AND c.closed_at IS NULL AND n.state = 'closed'`;
    if (closed.length === 0) return;
    await this.database.transaction(async () => {
      for (const { id } of closed) {
        await this.jobs.enqueue(floorsDue, { incidentId: id, vendorId });
      }
    });
  }

  /** False where all vendors are being derived just now. */
  private async inIncident(
    incidentId: string,
    vendorId: string,
    cause: string,
    ground: Ground,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      const incident = await this.derivations.held(incidentId);
      if (incident.state === 'closed') return true;
      const other = await this.derivations.underWay(incident);
      if (other && isHeld(other, this.clock.now())) return false;
      // Not derived yet, or left half done: only all vendors together can be.
      if (other || incident.derivation === 0) {
        await this.jobs.enqueue(exposureDue, { incidentId, cause });
        return true;
      }
      const range = { after: vendorId, upTo: vendorId };
      const stored = await this.store.stored(incidentId, incident.derivation, range);
      const differences = differencesOf({
        vendorIds: await this.store.inUse(range),
        stored,
        factsOf: await this.facts.of(ground, range),
        now: this.clock.now().toISOString(),
      });
      const { ended, begun, moved } = differences;
      if (ended.length + begun.length === 0) return true;
      await this.store.write(incidentId, incident.derivation + 1, differences);
      const [before, after] = [stored.get(vendorId), begun[0]];
      const counts = countsAfter(incident.counts, before, after);
      const words = await this.wordsOf(vendorId, ground, before, after);
      await this.derivations.single(incident, cause, { counts, moved, words, vendorId });
      return true;
    });
  }

  private async wordsOf(
    vendorId: string,
    ground: Ground,
    before: StoredStanding | undefined,
    after: StoredStanding | undefined,
  ): Promise<string> {
    const { name } = await this.vendors.byId(vendorId);
    if (!after) return `${name} is not in use any more, so it is counted no longer.`;
    const { names: packages, window, freshDays } = ground;
    const basis = after.basis === null ? null : (JSON.parse(after.basis) as Basis);
    const why = sentenceOf(basis, { packages, from: window.from, freshDays });
    const now = standingWords(after);
    if (!before) return `${name} is in use now: ${now}. ${why}`;
    return `${name} went from ${standingWords(before)} to ${now}. ${why}`;
  }
}
