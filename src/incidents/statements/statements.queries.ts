import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { StatementQuery, StatementView } from './statement.dto.js';

const columns = sql`s.id, s.incident_id AS "incidentId", s.vendor_id AS "vendorId", v.name AS vendor, s.status,
  s.justification, s.dated_on AS "datedOn", s.words, s.source, (SELECT e.id FROM evidence e WHERE e.id = s.source_id) AS "evidenceId", s.recorded_by AS "recordedBy",
  s.recorded_at AS "recordedAt", s.withdrawn_because AS "withdrawnBecause", s.withdrawn_by AS "withdrawnBy",
  s.withdrawn_at AS "withdrawnAt"`;

@Injectable()
export class StatementQueries {
  constructor(private readonly database: Database) {}

  /** Those recorded last first; withdrawn ones too. */
  async page(
    incidentId: string,
    { vendorId, cursor, size = 50 }: StatementQuery,
  ): Promise<Page<StatementView>> {
    type Row = StatementView & { sort_value?: unknown };
    const page = await readPage<Row>(this.database, {
      columns,
      from: sql`statement s JOIN vendor v ON v.id = s.vendor_id`,
      conditions: [
        sql`s.incident_id = ${incidentId}`,
        ...(vendorId ? [sql`s.vendor_id = ${vendorId}`] : []),
      ],
      sort: { column: sql`s.recorded_at`, id: sql`s.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    const items = page.items.map(({ sort_value: _, ...row }) => present(row) as StatementView);
    return { ...page, items };
  }
}
