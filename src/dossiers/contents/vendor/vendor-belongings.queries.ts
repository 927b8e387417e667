import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.js';

const tables = [
  sql`contact`,
  sql`credential`,
  sql`legal_hold`,
  sql`statement`,
  sql`rotation`,
  sql`outreach_request`,
  sql`offboarding_request`,
  sql`remediation_request`,
];

/** What belongs to a vendor and has no row in a file of its dossier: only the journal tells of it. */
@Injectable()
export class VendorBelongings {
  constructor(private readonly database: Database) {}

  /** Their ids, in no order. */
  async of(vendorId: string): Promise<string[]> {
    const own = tables
      .map((table) => sql`SELECT t.id FROM ${table} t WHERE t.vendor_id = ${vendorId}`)
      .reduce((all, one) => sql`${all} UNION ALL ${one}`);
    const rows = await this.database.sql<{ id: string }[]>`
      ${own}
      UNION ALL SELECT i.id FROM invitation i JOIN assessment a ON a.id = i.assessment_id WHERE a.vendor_id = ${vendorId}
      UNION ALL SELECT w.id FROM outreach_answer w JOIN outreach_request q ON q.id = w.request_id WHERE q.vendor_id = ${vendorId}`;
    return rows.map(({ id }) => id);
  }
}
