import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../platform/clock.js';
import { Database, listed, sql, type Sql } from '../platform/database/index.js';
import { Policies } from '../policies/index.js';
import { isDue, keptUntil, startedBefore } from './cutoffs.js';
import {
  keepingPeriods,
  kinds,
  type Counted,
  type KeptKind,
  type Period,
  type Place,
} from './kinds/index.js';

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
  vendorId: string | null;
  startedOn: string;
  named: string;
}

/** As many things as are looked at in one go. */
const slice = 2_000;

export interface KeptOfKind {
  kind: KeptKind;
  tally: Tally;
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
    for (const kind of kinds) told.push({ kind, tally: await this.tally(kind) });
    return told;
  }

  /** Of each kind that has to do with vendors, what there is of this one. */
  async ofVendor(vendorId: string): Promise<KeptOfKind[]> {
    const told: KeptOfKind[] = [];
    for (const kind of kinds) {
      const tally = await this.tally(kind, vendorId);
      if (tally.kept > 0) told.push({ kind, tally });
    }
    return told;
  }

  /**
   * What is due of a place, a slice at a time in which whoever else waits gets their turn: there may be very much that
   * is not due. `day` is today, or an earlier one.
   */
  async *due(kind: KeptKind, place: Place, day?: string): AsyncGenerator<DueThing[]> {
    for await (const within of this.slices(place)) {
      const due = await this.read(kind, place, within, day);
      if (due.length > 0) yield due;
    }
  }

  /** The conditions to be in the first slice, the second, and so on. */
  private async *slices(place: Place): AsyncGenerator<Sql> {
    const key = keyOf(place);
    let last: string | number | undefined;
    for (;;) {
      const beyond = last === undefined ? sql`1 = 1` : sql`${key} > ${last}`;
      const [end] = await this.database.sql<{ key: string | number | null; many: number }[]>`
        SELECT max(s.key) AS key, cast(count(*) AS integer) AS many FROM (
          SELECT ${key} AS key FROM (${place.items}) i WHERE ${beyond} ORDER BY ${key} LIMIT ${slice}) s`;
      if (!end || end.key === null) return;
      yield sql`${beyond} AND ${key} <= ${end.key}`;
      if (end.many < slice) return;
      last = end.key;
      await setImmediate();
    }
  }

  /** Those of some things that are due still. */
  async dueAmong(
    kind: KeptKind,
    place: Place,
    ids: readonly string[],
    day?: string,
  ): Promise<DueThing[]> {
    return this.read(kind, place, among(place, ids), day);
  }

  /** How many there are, of one vendor or of all. */
  async tally(kind: KeptKind, vendorId?: string): Promise<Tally> {
    const periods = await this.policies.read(keepingPeriods);
    let told = nothing;
    for (const place of kind.places) {
      for await (const some of this.counted(kind, place, vendorId)) {
        for (const { period, earliest, ...counts } of some) {
          const until = earliest === null ? null : keptUntil(earliest, period, periods);
          told = added(told, { ...counts, until });
        }
      }
    }
    return told;
  }

  private async read(
    kind: KeptKind,
    place: Place,
    where: Sql,
    day = this.clock.today(),
  ): Promise<DueThing[]> {
    const periods = await this.policies.read(keepingPeriods);
    return this.database.sql<DueThing[]>`
      SELECT i.id, i.period, i.vendor_id AS "vendorId", i.started_on AS "startedOn", i.named
      FROM (${place.items}) i WHERE ${where} AND ${isDue(day, kind.periods, periods)}
      ORDER BY ${keyOf(place)}`;
  }

  /** Of all a slice at a time, as what is due is read. */
  private async *counted(
    kind: KeptKind,
    place: Place,
    vendorId: string | undefined,
  ): AsyncGenerator<Counted[]> {
    if (vendorId !== undefined && place.ofVendor === null) return;
    const periods = await this.policies.read(keepingPeriods);
    const today = this.clock.today();
    const [only = 'journalDetails'] = kind.periods;
    if (place.count) {
      yield await place.count(this.database, startedBefore(today, only, periods));
      return;
    }
    const due = isDue(today, kind.periods, periods);
    const count = (which: Sql) => this.database.sql<Counted[]>`
      SELECT i.period, cast(count(*) AS integer) AS kept, cast(count(i.started_on) AS integer) AS running,
        cast(sum(i.held) AS integer) AS held, cast(sum(CASE WHEN ${due} THEN 1 ELSE 0 END) AS integer) AS due,
        min(CASE WHEN i.held = 0 THEN i.started_on END) AS earliest
      FROM (${place.items}) i WHERE ${which} GROUP BY i.period`;
    if (vendorId !== undefined) {
      yield await count(place.ofVendor?.(vendorId) ?? sql`i.vendor_id = ${vendorId}`);
      return;
    }
    for await (const within of this.slices(place)) yield await count(within);
  }
}

const keyOf = ({ numbered }: Place): Sql => (numbered ? sql`i.seq` : sql`i.id`);

/** The condition to be one of these. */
export const among = (place: Place, ids: readonly string[]): Sql =>
  sql`${keyOf(place)} IN (${listed(place.numbered ? ids.map(Number) : ids)})`;

const added = (one: Tally, other: Tally): Tally => ({
  kept: one.kept + other.kept,
  running: one.running + other.running,
  held: one.held + other.held,
  due: one.due + other.due,
  until: [one.until, other.until].filter((day) => day !== null).sort()[0] ?? null,
});
