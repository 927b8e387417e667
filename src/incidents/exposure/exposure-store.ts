import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, listed, sql } from '../../platform/database/index.js';
import { inUse } from '../../vendors/index.js';
import type { Differences, StoredStanding, VendorInUse } from './differences.js';
import { stillSo } from './exposure.entity.js';
import { within, type VendorRange } from './vendor-range.js';

/** Reads and writes stored standings: the one place that writes them. */
@Injectable()
export class ExposureStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async vendorsInUse(range: VendorRange): Promise<VendorInUse[]> {
    return this.database.sql<VendorInUse[]>`
      SELECT v.id, v.sort_name AS "sortName" FROM vendor v
      WHERE ${within(sql`v.id`, range)} AND ${inUse}`;
  }

  /** As of a derivation. */
  async stored(
    incidentId: string,
    derivation: number,
    range: VendorRange,
  ): Promise<Map<string, StoredStanding>> {
    const rows = await this.database.sql<StoredStanding[]>`
      SELECT x.vendor_id AS "vendorId", x.standing, x.certainty, x.basis, x.sort_name AS "sortName",
        x.since_at AS "sinceAt"
      FROM exposure x
      WHERE x.incident_id = ${incidentId} AND ${within(sql`x.vendor_id`, range)}
        AND x.from_derivation <= ${derivation} AND x.until_derivation > ${derivation}`;
    return new Map(rows.map((row) => [row.vendorId, row]));
  }

  /** In a transaction: as of `number`, which nobody sees before it is the incident's derivation. */
  async write(
    incidentId: string,
    number: number,
    { ended, begun }: Pick<Differences, 'ended' | 'begun'>,
  ): Promise<void> {
    if (ended.length > 0) {
      await this.database.sql`
        UPDATE exposure SET until_derivation = ${number}
        WHERE incident_id = ${incidentId} AND vendor_id IN (${listed(ended)})
          AND until_derivation = ${stillSo} AND from_derivation < ${number}`;
    }
    if (begun.length === 0) return;
    const at = this.clock.now().toISOString();
    const rows = begun.map(
      (
        row,
      ) => sql`(${incidentId}, ${row.vendorId}, ${number}, ${stillSo}, ${row.sortName}, ${row.standing},
        ${row.certainty}, ${row.basis}, ${row.sinceAt}, ${at})`,
    );
    await this.database.sql`
      INSERT INTO exposure (incident_id, vendor_id, from_derivation, until_derivation, sort_name, standing,
        certainty, basis, since_at, derived_at)
      VALUES ${listed(rows)}`;
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
