import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, sql, type Sql } from '../platform/database/index.js';
import { Policies } from '../policies/index.js';
import { isDue, keptUntil } from './cutoffs.js';
import { keepingPeriods, kinds, type KeptKind, type Period, type Place } from './kinds/index.js';

/** How much of a kind is kept. */
export interface Tally {
  /** Things that still have their content. */
  kept: number;
  /** Those whose clock has started. */
  running: number;
  held: number;
  /** Those that the next purge lets go. */
  due: number;
  /** The first last day of all that is not held. */
  until: string | null;
}

export interface DueThing {
  id: string;
  period: Period;
}

export interface KeptOfKind {
  kind: KeptKind;
  tally: Tally;
}

interface Counted {
  period: Period;
  kept: number;
  running: number;
  held: number;
  due: number;
  earliest: string | null;
}

const nothing: Tally = { kept: 0, running: 0, held: 0, due: 0, until: null };

/** What is kept, and until when. */
@Injectable()
export class KeptQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<KeptOfKind[]> {
    const told: KeptOfKind[] = [];
    for (const kind of kinds) told.push({ kind, tally: await this.tally(kind, sql`1 = 1`) });
    return told;
  }

  /** Of each kind that has to do with vendors, what there is of this one. */
  async ofVendor(vendorId: string): Promise<KeptOfKind[]> {
    const told: KeptOfKind[] = [];
    for (const kind of kinds) {
      const tally = await this.tally(kind, sql`i.vendor_id = ${vendorId}`);
      if (tally.kept > 0) told.push({ kind, tally });
    }
    return told;
  }

  /** The next things of a place to go, those first that have been due longest. */
  async due(kind: KeptKind, place: Place, most: number): Promise<DueThing[]> {
    const periods = await this.policies.read(keepingPeriods);
    return this.database.sql<DueThing[]>`
      SELECT i.id, i.period FROM (${place.items}) i
      WHERE ${isDue(this.clock.today(), kind.periods, periods)}
      ORDER BY i.started_on, i.id LIMIT ${most}`;
  }

  async tally(kind: KeptKind, condition: Sql): Promise<Tally> {
    const periods = await this.policies.read(keepingPeriods);
    const due = isDue(this.clock.today(), kind.periods, periods);
    let told = nothing;
    for (const place of kind.places) {
      const counted = await this.database.sql<Counted[]>`
        SELECT i.period, cast(count(*) AS integer) AS kept, cast(count(i.started_on) AS integer) AS running,
          cast(sum(i.held) AS integer) AS held, cast(sum(CASE WHEN ${due} THEN 1 ELSE 0 END) AS integer) AS due,
          min(CASE WHEN i.held = 0 THEN i.started_on END) AS earliest
        FROM (${place.items}) i WHERE ${condition} GROUP BY i.period`;
      for (const { period, earliest, ...counts } of counted) {
        const until = earliest === null ? null : keptUntil(earliest, period, periods);
        told = added(told, { ...counts, until });
      }
    }
    return told;
  }
}

const added = (one: Tally, other: Tally): Tally => ({
  kept: one.kept + other.kept,
  running: one.running + other.running,
  held: one.held + other.held,
  due: one.due + other.due,
  until: [one.until, other.until].filter((day) => day !== null).sort()[0] ?? null,
});
