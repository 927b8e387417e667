import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { incidentReference, type IncidentState } from '../cases/incident.entity.js';
import type { Certainty, StandingWord } from './facts.js';
import { seenNow } from './seen.js';

/** Where one vendor stands in one incident. */
export interface VendorStanding {
  incidentId: string;
  reference: string;
  title: string;
  state: IncidentState;
  isConfirmed: boolean;
  standing: StandingWord;
  certainty?: Certainty;
  sinceAt: string;
}

interface Row extends Omit<VendorStanding, 'reference' | 'isConfirmed' | 'certainty'> {
  number: number;
  confirmedAt: string | null;
  certainty: Certainty | null;
}

const most = 50;
const batch = 200;
const columns = sql`n.id AS "incidentId", n.number, n.title, n.state, n.confirmed_at AS "confirmedAt", x.standing,
  x.certainty, x.since_at AS "sinceAt"`;
const from = sql`exposure x CROSS JOIN incident n`;

@Injectable()
export class VendorStandings {
  constructor(private readonly database: Database) {}

  /** The incidents in which it stands somewhere, open ones first, then the newest; at most 50. */
  async of(vendorId: string): Promise<VendorStanding[]> {
    const rows = await this.database.sql<Row[]>`
      SELECT ${columns} FROM ${from} WHERE x.vendor_id = ${vendorId} AND ${seenNow}
      ORDER BY CASE WHEN n.state = 'open' THEN 0 ELSE 1 END, n.number DESC LIMIT ${most}`;
    return rows.map(standingOf);
  }

  /** All of them in the order of their numbers, a few at a time. */
  async *every(vendorId: string): AsyncGenerator<VendorStanding> {
    let last = 0;
    for (;;) {
      const rows = await this.database.sql<Row[]>`
        SELECT ${columns} FROM ${from} WHERE x.vendor_id = ${vendorId} AND ${seenNow} AND n.number > ${last}
        ORDER BY n.number LIMIT ${batch}`;
      yield* rows.map(standingOf);
      if (rows.length < batch) return;
      last = rows.at(-1)?.number ?? last;
    }
  }
}

const standingOf = ({ number, confirmedAt, ...row }: Row): VendorStanding => ({
  ...(present(row) as unknown as Omit<VendorStanding, 'reference' | 'isConfirmed'>),
  reference: incidentReference(number),
  isConfirmed: confirmedAt !== null,
});
