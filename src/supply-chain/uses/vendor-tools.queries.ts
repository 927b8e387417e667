import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { namedLike } from '../tools/tools.queries.js';
import { ToolUsers } from './tool-users.queries.js';
import type { ToolUseLine } from './tool-use.dto.js';
import { linesOf, useColumns, type RawUse } from './use-columns.js';
import type { VendorToolQuery } from './vendor-tool.dto.js';

/** What one vendor uses now, as its current lists say. */
@Injectable()
export class VendorTools {
  constructor(
    private readonly database: Database,
    private readonly users: ToolUsers,
  ) {}

  async page(vendorId: string, query: VendorToolQuery): Promise<Page<ToolUseLine>> {
    const [vendor] = await this.database.sql<object[]>`SELECT 1 FROM vendor WHERE id = ${vendorId}`;
    if (!vendor) throw new NotFound('vendor');
    const { q, kind, direct, source, inventoryId } = query;
    const which = inventoryId ? sql`u.inventory_id = ${inventoryId}` : sql`u.is_current = 1`;
    const page = await readPage<RawUse>(this.database, {
      columns: useColumns,
      from: sql`tool_use u JOIN vendor v ON v.id = u.vendor_id JOIN tool r ON r.id = u.root_id`,
      conditions: [
        sql`u.vendor_id = ${vendorId} AND ${which}`,
        ...(q ? [sql`u.root_id IN (SELECT t.id FROM tool t WHERE ${namedLike(q)})`] : []),
        ...(kind ? [sql`r.kind = ${kind}`] : []),
        ...(direct ? [sql`u.direct = ${direct}`] : []),
        ...(source ? [sql`u.source = ${source}`] : []),
      ],
      sort: { column: sql`r.name_key`, id: sql`u.id` },
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    const engagements = await this.users.engagementsOf([vendorId]);
    const first = await this.users.firstRecentDays();
    return { ...page, items: linesOf(page.items, engagements, first) };
  }
}
