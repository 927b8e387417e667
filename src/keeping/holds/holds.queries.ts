import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import type { HoldQuery, HoldView } from './hold.dto.js';

type Row = { [K in keyof HoldView]: HoldView[K] | null } & { id: string; sort_value?: unknown };

const columns = sql`h.id, h.subject_kind AS "subjectKind", h.subject_id AS "subjectId", h.vendor_id AS "vendorId",
  CASE h.subject_kind WHEN 'vendor' THEN v.name WHEN 'evidence' THEN v.name || ': ' || e.title
    WHEN 'assessment' THEN v.name || ': assessment of ' || substr(a.created_at, 1, 10) ELSE i.title END AS subject,
  h.reason, h.owner_id AS "ownerId", u.name AS owner, h.placed_by AS "placedBy", h.placed_at AS "placedAt",
  h.released_because AS "releasedBecause", h.released_by AS "releasedBy", h.released_at AS "releasedAt", h.version`;
const from = sql`legal_hold h JOIN app_user u ON u.id = h.owner_id LEFT JOIN vendor v ON v.id = h.vendor_id
  LEFT JOIN evidence e ON e.id = h.subject_id LEFT JOIN assessment a ON a.id = h.subject_id
  LEFT JOIN incident i ON i.id = h.subject_id`;

@Injectable()
export class HoldQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ standing, vendorId, size = 50, cursor }: HoldQuery): Promise<Page<HoldView>> {
    const page = await readPage<Row>(this.database, {
      columns,
      from,
      conditions: [
        ...(standing ? [sql`h.released_at IS NULL`] : []),
        ...(vendorId === undefined ? [] : [sql`h.vendor_id = ${vendorId}`]),
      ],
      sort: { column: sql`h.placed_at`, id: sql`h.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(viewOf) };
  }

  async view(id: string): Promise<HoldView> {
    const [row] = await this.database.sql<Row[]>`SELECT ${columns} FROM ${from} WHERE h.id = ${id}`;
    if (!row) throw new NotFound('legal hold');
    return viewOf(row);
  }
}

const viewOf = ({ sort_value: _, ...row }: Row): HoldView => present(row) as HoldView;
