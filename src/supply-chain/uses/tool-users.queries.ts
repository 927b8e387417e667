import { Injectable } from '@nestjs/common';
import { Policies } from '../../policies/index.js';
import { Clock } from '../../platform/clock.js';
import {
  all,
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { inUse } from '../../vendors/index.js';
import { inventoryFreshness } from '../inventory-freshness.js';
import { ToolQueries } from '../tools/tools.queries.js';
import { firstRecentDays, staleSql, type FirstRecentDays } from './staleness.js';
import type { FoundTool, ToolUseCounts, ToolUseLine, ToolUseQuery } from './tool-use.dto.js';
import { linesOf, useColumns, type KnownEngagement, type RawUse } from './use-columns.js';

/** How many tools one search takes. */
const mostTools = 20;

/** From how many lines on vendors are read in their order and asked each, instead of sorting all that use it. */
const many = 2_000;

export interface FoundUses {
  tools: FoundTool[];
  moreTools: boolean;
  counts: ToolUseCounts;
  page: Page<ToolUseLine>;
}

const none: ToolUseCounts = {
  uses: 0,
  vendors: 0,
  seeOurData: 0,
  holdCredentials: 0,
  unknown: 0,
  direct: 0,
  transitive: 0,
  stale: 0,
};

/** Which vendors in use use which tools now, as their current lists say. */
@Injectable()
export class ToolUsers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
    private readonly tools: ToolQueries,
  ) {}

  async find(query: ToolUseQuery): Promise<FoundUses> {
    const { tools, moreTools } = await this.toolsOf(query);
    if (tools.length === 0) return { tools, moreTools, counts: none, page: { items: [] } };
    const first = await this.firstRecentDays();
    const conditions = conditionsOf(query, tools, first);
    const counts = await this.counts(conditions, first);
    const page = await this.page(query, conditions, counts.uses, first);
    return { tools, moreTools, counts, page };
  }

  /** All of them, a batch at a time. */
  async *every(query: ToolUseQuery): AsyncGenerator<ToolUseLine> {
    const { tools } = await this.toolsOf(query);
    if (tools.length === 0) return;
    const first = await this.firstRecentDays();
    const conditions = conditionsOf(query, tools, first);
    let cursor: string | undefined;
    do {
      const asked = { size: 500, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.page(asked, conditions, many, first);
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  }

  async firstRecentDays(): Promise<FirstRecentDays> {
    return firstRecentDays(this.clock.today(), await this.policies.read(inventoryFreshness));
  }

  async engagementsOf(vendorIds: readonly string[]): Promise<KnownEngagement[]> {
    if (vendorIds.length === 0) return [];
    return this.database.sql<KnownEngagement[]>`
      SELECT id, vendor_id AS "vendorId", name, data FROM engagement
      WHERE vendor_id IN (${listed([...new Set(vendorIds)])}) ORDER BY id`;
  }

  private async toolsOf({ q, toolId }: ToolUseQuery): Promise<{
    tools: FoundTool[];
    moreTools: boolean;
  }> {
    if (toolId !== undefined) return { tools: [await this.root(toolId)], moreTools: false };
    const found = q ? await this.tools.meant(q, mostTools + 1) : [];
    const tools = found.slice(0, mostTools).map(toldTool);
    return { tools, moreTools: found.length > mostTools };
  }

  private async root(id: string): Promise<FoundTool> {
    const [row] = await this.database.sql<{ id: string; name: string; purl: string | null }[]>`
      SELECT r.id, r.name, r.purl FROM tool t JOIN tool r ON r.id = t.root_id WHERE t.id = ${id}`;
    if (!row) throw new NotFound('tool');
    return toldTool(row);
  }

  private async counts(conditions: readonly Sql[], first: FirstRecentDays): Promise<ToolUseCounts> {
    const [row] = await this.database.sql<Record<keyof ToolUseCounts, number | string | null>[]>`
      SELECT sum(uses) AS uses, count(*) AS vendors, sum(sees) AS "seeOurData", sum(holds) AS "holdCredentials",
        sum(unknown) AS unknown, sum(direct) AS direct, sum(transitive) AS transitive, sum(stale) AS stale
      FROM (SELECT u.vendor_id, count(*) AS uses,
          max(CASE WHEN u.sees_our_data = 'yes' THEN 1 ELSE 0 END) AS sees,
          max(CASE WHEN u.holds_credentials = 'yes' THEN 1 ELSE 0 END) AS holds,
          max(CASE WHEN u.sees_our_data = 'unknown' OR u.holds_credentials = 'unknown' THEN 1 ELSE 0 END) AS unknown,
          max(CASE WHEN u.direct = 'yes' THEN 1 ELSE 0 END) AS direct,
          min(CASE WHEN u.direct = 'no' THEN 1 ELSE 0 END) AS transitive,
          min(${staleSql(first)}) AS stale
        FROM tool_use u JOIN vendor v ON v.id = u.vendor_id
        WHERE ${all(conditions)} GROUP BY u.vendor_id) x`;
    const told: ToolUseCounts = { ...none };
    for (const name of Object.keys(none) as (keyof ToolUseCounts)[])
      told[name] = Number(row?.[name] ?? 0);
    return told;
  }

  private async page(
    { cursor, size = 50 }: Pick<ToolUseQuery, 'cursor' | 'size'>,
    conditions: readonly Sql[],
    uses: number,
    first: FirstRecentDays,
  ): Promise<Page<ToolUseLine>> {
    // The order of a CROSS JOIN is kept as written by one database; the other finds the better one by itself.
    const joined =
      uses < many
        ? sql`tool_use u JOIN vendor v ON v.id = u.vendor_id`
        : sql`vendor v CROSS JOIN tool_use u`;
    const page = await readPage<RawUse>(this.database, {
      columns: useColumns,
      from: sql`${joined} JOIN tool r ON r.id = u.root_id`,
      conditions: uses < many ? conditions : [sql`u.vendor_id = v.id`, ...conditions],
      sort: { column: sql`v.sort_name`, id: sql`u.id` },
      size,
      cursor: readCursor(cursor),
    });
    const engagements = await this.engagementsOf(page.items.map(({ vendorId }) => vendorId));
    return { ...page, items: linesOf(page.items, engagements, first) };
  }
}

const toldTool = ({ id, name, purl }: { id: string; name: string; purl: string | null }) =>
  purl === null ? { id, name } : { id, name, purl };

function conditionsOf(
  query: ToolUseQuery,
  tools: readonly FoundTool[],
  first: FirstRecentDays,
): Sql[] {
  const { seesOurData, holdsCredentials, direct, source, age, tier, version } = query;
  const conditions = [
    sql`u.root_id IN (${listed(tools.map(({ id }) => id))})`,
    sql`u.is_current = 1`,
    inUse,
  ];
  if (seesOurData) conditions.push(sql`u.sees_our_data = ${seesOurData}`);
  if (holdsCredentials) conditions.push(sql`u.holds_credentials = ${holdsCredentials}`);
  if (direct) conditions.push(sql`u.direct = ${direct}`);
  if (source) conditions.push(sql`u.source = ${source}`);
  if (tier) conditions.push(sql`v.tier = ${tier}`);
  if (version) conditions.push(sql`u.version_text = ${version}`);
  if (age) conditions.push(sql`${staleSql(first)} = ${age === 'stale' ? 1 : 0}`);
  return conditions;
}
