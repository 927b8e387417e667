import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays, addMilliseconds, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Handles, Jobs } from '../../platform/jobs/index.js';
import { Daily } from '../../platform/sweeps/index.js';
import { Incidents } from '../cases/incidents.service.js';
import { exposureDue } from '../events.js';
import { countsSentence, noCounts, type Counts } from './counts.js';
import { Derivations, type Begun } from './derivations.service.js';
import { addUp, differencesOf, type Differences } from './differences.js';
import { ExposureStore } from './exposure-store.js';
import { FactQueries } from './facts.queries.js';
import type { Ground } from './ground.js';
import type { VendorRange } from './vendor-range.js';

const vendorsAtOnce = 500;
/** As many as are saved together: what costs is saving, not writing. */
const rowsAtOnce = 2_000;
const againMs = 5_000;

export type Derived = 'done' | 'busy' | 'closed';

/** Makes the stored standings of an incident say what follows from the facts, all vendors at a time. */
@Injectable()
export class ExposureDeriving {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly incidents: Incidents,
    private readonly derivations: Derivations,
    private readonly facts: FactQueries,
    private readonly store: ExposureStore,
  ) {}

  @Handles(exposureDue)
  async onDue({ incidentId, cause }: { incidentId: string; cause: string }): Promise<void> {
    if ((await this.ofIncident(incidentId, cause)) !== 'busy') return;
    // What the other one has read already may have changed since.
    const later = addMilliseconds(this.clock.now(), againMs);
    await this.database.transaction(() =>
      this.jobs.enqueue(exposureDue, { incidentId, cause }, later),
    );
  }

  /** Time alone makes lists stale. Once a day is enough: nothing hangs on the hour. */
  @Daily()
  async nightly(): Promise<void> {
    const today = this.clock.today();
    const tomorrow = addDays(today, 1);
    const due = await this.database.sql<{ id: string }[]>`
      SELECT n.id FROM incident n WHERE n.state = 'open' AND NOT EXISTS (
        SELECT 1 FROM exposure_derivation d
        WHERE d.incident_id = n.id AND d.vendor_id IS NULL AND d.finished_at >= ${today} AND d.begun_at >= ${today}
          AND d.begun_at < ${tomorrow})`;
    for (const { id } of due) await this.ofIncident(id, 'A day has gone by.');
  }

  /** Readers see the standings before until all of them are derived anew; a process that ends midway leaves those. */
  async ofIncident(incidentId: string, cause: string): Promise<Derived> {
    const { state } = await this.incidents.byId(incidentId);
    if (state === 'closed') return 'closed';
    const begun = await this.derivations.begin(incidentId, cause);
    if (!begun) return 'busy';
    try {
      return await this.database.writingMuch(() => this.derive(begun, cause));
    } catch (error) {
      await this.derivations.letGo(begun);
      throw error;
    }
  }

  private async derive(begun: Begun, cause: string): Promise<Derived> {
    const ground = await this.facts.ground(begun.incident);
    let counts: Counts = noCounts;
    let moved = 0;
    let waiting: Waiting = { ended: [], begun: [] };
    for await (const range of this.ranges()) {
      const differences = await this.compare(begun, ground, range);
      counts = addUp(counts, differences.counts);
      moved += differences.moved;
      waiting = together(waiting, differences);
      if (!begun.again && sizeOf(waiting) < rowsAtOnce) continue;
      if (!(await this.write(begun, waiting, range))) return 'busy';
      waiting = { ended: [], begun: [] };
    }
    if (sizeOf(waiting) > 0 && !(await this.write(begun, waiting))) return 'busy';
    const words = wordsOf(cause, counts, moved, begun.number === 1);
    await this.derivations.finish(begun, { counts, moved, words });
    return 'done';
  }

  private async *ranges(): AsyncGenerator<VendorRange> {
    for (let after = ''; ;) {
      const [last] = await this.database.sql<{ id: string }[]>`
        SELECT max(id) AS id FROM (
          SELECT id FROM vendor WHERE id > ${after} ORDER BY id LIMIT ${vendorsAtOnce}) vendors`;
      if (!last?.id) return;
      yield { after, upTo: last.id };
      after = last.id;
      await nextTurn();
    }
  }

  private async compare(
    { incident }: Begun,
    ground: Ground,
    range: VendorRange,
  ): Promise<Differences> {
    const vendorIds = await this.store.inUse(range);
    const stored = await this.store.stored(incident.id, incident.derivation, range);
    await nextTurn();
    const factsOf = await this.facts.of(ground, range);
    await nextTurn();
    return differencesOf({ vendorIds, stored, factsOf, now: this.clock.now().toISOString() });
  }

  /** False where another process has taken it over. */
  private async write(begun: Begun, waiting: Waiting, range?: VendorRange): Promise<boolean> {
    const { incident, number, again } = begun;
    return this.database.transaction(async () => {
      if (!(await this.derivations.isOurs(begun))) return false;
      if (again && range) await this.store.undo(incident.id, number, range);
      await this.store.write(incident.id, number, waiting);
      return true;
    });
  }
}

type Waiting = Pick<Differences, 'ended' | 'begun'>;

const sizeOf = ({ ended, begun }: Waiting): number => ended.length + begun.length;

const together = (one: Waiting, other: Waiting): Waiting => ({
  ended: [...one.ended, ...other.ended],
  begun: [...one.begun, ...other.begun],
});

function wordsOf(cause: string, counts: Counts, moved: number, isFirst: boolean): string {
  const vendors = moved === 1 ? 'One vendor' : `${moved.toLocaleString('en-GB')} vendors`;
  const what = isFirst ? 'All vendors in use were placed' : `${vendors} came to stand elsewhere`;
  return `${cause} ${what}: ${countsSentence(counts)}.`;
}
