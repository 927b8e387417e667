import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import type { ListQuery } from '../../platform/http/index.js';
import type { RescoringView } from './reliance.dto.js';

const columns = sql`r.id, r.auditor_id AS "auditorId", r.cause, r.asked_by AS "askedBy", r.asked_at AS "askedAt",
  r.assessments,
  (SELECT count(*) FROM rescoring_item i WHERE i.rescoring_id = r.id AND i.done_at IS NOT NULL) AS done,
  (SELECT count(*) FROM rescoring_item i WHERE i.rescoring_id = r.id AND i.score_id IS NOT NULL) AS stored`;
const rescorings = sql`rescoring r`;

/** How far rescorings have come. */
@Injectable()
export class RescoringQueries {
  constructor(private readonly database: Database) {}

  async view(id: string): Promise<RescoringView> {
    const [row] = await this.database.sql<RescoringView[]>`
      SELECT ${columns} FROM ${rescorings} WHERE r.id = ${id}`;
    if (!row) throw new NotFound('rescoring');
    return row;
  }

  /** Newest first. */
  async page(auditorId: string, { cursor, size = 50 }: ListQuery): Promise<Page<RescoringView>> {
    const page = await readPage<RescoringView & { sort_value?: string }>(this.database, {
      columns,
      from: rescorings,
      conditions: [sql`r.auditor_id = ${auditorId}`],
      sort: { column: sql`r.asked_at`, id: sql`r.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(({ sort_value: _, ...line }) => line) };
  }
}
