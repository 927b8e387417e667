import { Injectable } from '@nestjs/common';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
} from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors.js';
import { present } from '../../../platform/present.js';
import type { BondQuery, BondView } from './event.dto.js';

const columns = sql`b.id, b.one_id AS "oneId", o.osv_id AS one, b.other_id AS "otherId", t.osv_id AS other, b.rule, b.why,
  b.state, b.decided_by AS "decidedBy", b.decided_at AS "decidedAt", b.reason, b.created_at AS "createdAt", b.version`;
const bonds = sql`advisory_bond b JOIN advisory o ON o.id = b.one_id JOIN advisory t ON t.id = b.other_id`;
const sort = { column: sql`b.created_at`, id: sql`b.id`, descending: true };

type Raw = BondView & { sort_value?: string };

@Injectable()
export class BondQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. A suggestion whose two advisories came to be one event by others is left out. */
  async page({ state, size, cursor }: BondQuery): Promise<Page<BondView>> {
    const open = sql`(b.state <> 'suggested' OR o.event_id <> t.event_id)`;
    const page = await readPage<Raw>(this.database, {
      columns,
      from: bonds,
      conditions: [open, ...(state ? [sql`b.state = ${state}`] : [])],
      sort,
      size: size ?? 50,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(told) };
  }

  async byId(id: string): Promise<BondView> {
    const [row] = await this.database.sql<
      Raw[]
    >`SELECT ${columns} FROM ${bonds} WHERE b.id = ${id}`;
    if (!row) throw new NotFound('bond of two advisories');
    return told(row);
  }

  /** Those with at least one of the advisories, oldest first. */
  async ofAdvisories(ids: readonly string[]): Promise<BondView[]> {
    if (ids.length === 0) return [];
    const among = listed(ids);
    const rows = await this.database.sql<Raw[]>`
      SELECT ${columns} FROM ${bonds}
      WHERE (b.one_id IN (${among}) OR b.other_id IN (${among}))
        AND (b.state <> 'suggested' OR o.event_id <> t.event_id)
      ORDER BY b.created_at, b.id LIMIT 500`;
    return rows.map(told);
  }
}

const told = ({ sort_value: _, ...row }: Raw): BondView => present(row);
