import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import type { ToolMergeQuery, ToolMergeView } from './tool-merge.dto.js';

const vendorsOf = (
  column: ReturnType<typeof sql>,
) => sql`(SELECT count(DISTINCT u.vendor_id) FROM tool_use u
  WHERE u.tool_id = ${column} AND u.is_current = 1)`;
const columns = sql`m.id, m.kept_id AS "keptId", k.name AS kept, k.purl AS "keptPurl",
  m.merged_id AS "mergedId", g.name AS merged, g.purl AS "mergedPurl", k.web_address AS "keptWebAddress",
  g.web_address AS "mergedWebAddress", m.state, m.reason,
  ${vendorsOf(sql`m.kept_id`)} AS "keptVendors", ${vendorsOf(sql`m.merged_id`)} AS "mergedVendors",
  m.suggested_by AS "suggestedBy", m.suggested_at AS "suggestedAt", m.confirmed_by AS "confirmedBy",
  m.confirmed_at AS "confirmedAt", m.refused_by AS "refusedBy", m.refused_at AS "refusedAt",
  m.undone_by AS "undoneBy", m.undone_at AS "undoneAt", m.version`;
const merges = sql`tool_merge m JOIN tool k ON k.id = m.kept_id JOIN tool g ON g.id = m.merged_id`;

type Raw = { [K in keyof ToolMergeView]: ToolMergeView[K] | null } & {
  id: string;
  sort_value?: unknown;
};

@Injectable()
export class ToolMergeQueries {
  constructor(private readonly database: Database) {}

  /** The latest suggestion first. */
  async page({ state, toolId, cursor, size = 50 }: ToolMergeQuery): Promise<Page<ToolMergeView>> {
    const page = await readPage<Raw>(this.database, {
      columns,
      from: merges,
      conditions: [
        ...(state ? [sql`m.state = ${state}`] : []),
        ...(toolId ? [sql`(m.kept_id = ${toolId} OR m.merged_id = ${toolId})`] : []),
      ],
      sort: { column: sql`m.suggested_at`, id: sql`m.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    return { ...page, items: page.items.map(whole) };
  }

  async view(id: string): Promise<ToolMergeView> {
    const [row] = await this.database.sql<
      Raw[]
    >`SELECT ${columns} FROM ${merges} WHERE m.id = ${id}`;
    if (!row) throw new NotFound('tool merge');
    return whole(row);
  }

  async waiting(): Promise<number> {
    const [row] = await this.database.sql<{ count: number }[]>`
      SELECT count(*) AS count FROM tool_merge WHERE state = 'suggested'`;
    return Number(row?.count ?? 0);
  }
}

function whole({ sort_value: _, ...row }: Raw): ToolMergeView {
  const { keptVendors, mergedVendors, ...rest } = row;
  const counts = { keptVendors: Number(keptVendors), mergedVendors: Number(mergedVendors) };
  return Object.assign(present(rest), counts) as unknown as ToolMergeView;
}
