import { Injectable } from '@nestjs/common';
import { Database, listed, sql } from '../../platform/database/index.js';
import { slicesOf } from '../../platform/slices.js';
import { inUse } from '../../vendors/index.js';
import type { Differences, StoredStanding } from './differences.js';
import { seenAt } from './seen.js';
import { stillSo } from './exposure.entity.js';
import { within, type VendorRange } from './vendor-range.js';

/** As many as one statement ends in a few milliseconds. */
const endedAtOnce = 250;
const columns = [
  ...['incident_id', 'vendor_id', 'from_derivation', 'until_derivation'],
  ...['standing', 'certainty', 'basis', 'since_at'],
];

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
    for await (const some of slicesOf(ended, endedAtOnce)) {
      await this.database.sql`
        UPDATE exposure SET until_derivation = ${number}
        WHERE incident_id = ${incidentId} AND vendor_id IN (${listed(some)})
          AND until_derivation = ${stillSo} AND from_derivation < ${number}`;
    }
    const rows = begun.map(({ vendorId, standing, certainty, basis, sinceAt }) => [
      ...[incidentId, vendorId, number, stillSo],
      ...[standing, certainty, basis, sinceAt],
    ]);
    await this.database.insertRows('exposure', columns, rows);
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
