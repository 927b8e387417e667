import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Database, listed, sql } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import type { Differences, StoredStanding } from './differences.js';
import { seenAt } from './seen.js';
import { stillSo } from './exposure.entity.js';
import { within, type VendorRange } from './vendor-range.js';

/** Reads and writes stored standings: the one place that writes them. */
@Injectable()
export class ExposureStore {
  constructor(private readonly database: Database) {}

  async inUse(range: VendorRange): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT v.id FROM vendor v WHERE ${within(sql`v.id`, range)} AND ${inUse}`;
    return rows.map(({ id }) => id);
  }

  /** As of a derivation. */
  async stored(
    incidentId: string,
    derivation: number,
    range: VendorRange,
  ): Promise<Map<string, StoredStanding>> {
    const rows = await this.database.sql<StoredStanding[]>`
      SELECT x.vendor_id AS "vendorId", x.standing, x.certainty, x.basis,
        x.since_at AS "sinceAt"
      FROM exposure x
      WHERE x.incident_id = ${incidentId} AND ${within(sql`x.vendor_id`, range)}
        AND ${seenAt(derivation)}`;
    return new Map(rows.map((row) => [row.vendorId, row]));
  }

  /** In a transaction: as of `number`, which nobody sees before it is the incident's derivation. */
  async write(
    incidentId: string,
    number: number,
    { ended, begun }: Pick<Differences, 'ended' | 'begun'>,
  ): Promise<void> {
    for (const some of inParts(ended)) {
      await this.database.sql`
        UPDATE exposure SET until_derivation = ${number}
        WHERE incident_id = ${incidentId} AND vendor_id IN (${listed(some)})
          AND until_derivation = ${stillSo} AND from_derivation < ${number}`;
      await nextTurn();
    }
    for (const some of inParts(begun)) {
      const rows = some.map(
        (
          row,
        ) => sql`(${incidentId}, ${row.vendorId}, ${number}, ${stillSo}, ${row.standing}, ${row.certainty},
          ${row.basis}, ${row.sinceAt})`,
      );
      await this.database.sql`
        INSERT INTO exposure (incident_id, vendor_id, from_derivation, until_derivation, standing, certainty, basis,
          since_at)
        VALUES ${listed(rows)}`;
      await nextTurn();
    }
  }

  /** In a transaction: takes back what a derivation wrote that never came to its end. */
  async undo(incidentId: string, number: number, range: VendorRange): Promise<void> {
    await this.database.sql`
      DELETE FROM exposure WHERE incident_id = ${incidentId} AND ${within(sql`vendor_id`, range)}
        AND from_derivation = ${number}`;
    await this.database.sql`
      UPDATE exposure SET until_derivation = ${stillSo}
      WHERE incident_id = ${incidentId} AND ${within(sql`vendor_id`, range)}
        AND until_derivation = ${number}`;
  }
}

/** As many as one statement writes, in a few milliseconds. */
const atOnce = 250;

function* inParts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce);
}
