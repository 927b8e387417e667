import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { all, Database, listed, sql, type Sql } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import { inUse } from '../../vendors/index.js';
import type { Concentration, ConcentrationQuery, SharedTool } from './concentration.dto.js';

/** How many tools are counted at once: between batches others get their turn. */
const batch = 100;

type Counted = Record<
  'vendors' | 'holds' | 'sees' | 'unknown' | 'tier1' | 'tier2' | 'tier3' | 'tier4' | 'none',
  number
> & { id: string; nameKey: string };

interface Asked {
  /** A condition on `v`: which vendors count. */
  scope?: Sql;
  /** Further conditions on `u`. */
  conditions?: readonly Sql[];
  /** How many tools are told, at most 100. */
  most?: number;
}

/** Which tools many vendors share: what breaks there breaks everywhere at once. */
@Injectable()
export class Concentrations {
  constructor(private readonly database: Database) {}

  async of(
    query: ConcentrationQuery,
    { scope = inUse, conditions: further = [], most = 100 }: Asked = {},
  ): Promise<Concentration> {
    const used = [sql`u.is_current = 1`, ...conditionsOf(query), ...further];
    const counted: Counted[] = [];
    let shared = 0;
    let alone = 0;
    let after = '';
    for (;;) {
      const ids = await this.batchAfter(after, query);
      const last = ids.at(-1);
      if (last === undefined) break;
      const some = await this.count(ids, used, scope);
      const many = some.filter(({ vendors }) => vendors > 1);
      shared += many.length;
      alone += some.length - many.length;
      counted.push(...many);
      // Only the first can be told: the rest is not kept.
      counted.sort(mostUsed).splice(most);
      after = last;
      await setImmediate();
    }
    const told = await this.told(counted, all(used), scope);
    return { tools: told, more: shared - told.length, alone, ...(await this.coverage(scope)) };
  }

  private async batchAfter(after: string, { kind }: ConcentrationQuery): Promise<string[]> {
    const ofKind = kind ? sql`AND kind = ${kind}` : sql``;
    const rows = await this.database.sql<{ id: string }[]>`
      SELECT id FROM tool WHERE id > ${after} AND root_id = id ${ofKind} ORDER BY id LIMIT ${batch}`;
    return rows.map(({ id }) => id);
  }

  /** By their ids, not by a range of them: so that only their uses are read, and only from the index. */
  private async count(
    ids: readonly string[],
    used: readonly Sql[],
    scope: Sql,
  ): Promise<Counted[]> {
    const rows = await this.database.sql<Counted[]>`
      SELECT x.id, t.name_key AS "nameKey", count(*) AS vendors, sum(x.holds) AS holds, sum(x.sees) AS sees,
        sum(x.unknown) AS unknown,
        sum(CASE WHEN v.tier = 1 THEN 1 ELSE 0 END) AS tier1, sum(CASE WHEN v.tier = 2 THEN 1 ELSE 0 END) AS tier2,
        sum(CASE WHEN v.tier = 3 THEN 1 ELSE 0 END) AS tier3, sum(CASE WHEN v.tier = 4 THEN 1 ELSE 0 END) AS tier4,
        sum(CASE WHEN v.tier IS NULL THEN 1 ELSE 0 END) AS none
      FROM (SELECT u.root_id AS id, u.vendor_id,
          max(CASE WHEN u.holds_credentials = 'yes' THEN 1 ELSE 0 END) AS holds,
          max(CASE WHEN u.sees_our_data = 'yes' THEN 1 ELSE 0 END) AS sees,
          max(CASE WHEN u.holds_credentials = 'unknown' OR u.sees_our_data = 'unknown' THEN 1 ELSE 0 END) AS unknown
        FROM tool_use u WHERE u.root_id IN (${listed(ids)}) AND ${all(used)}
        GROUP BY u.root_id, u.vendor_id) x
      JOIN vendor v ON v.id = x.vendor_id JOIN tool t ON t.id = x.id
      WHERE ${scope} GROUP BY x.id, t.name_key`;
    return rows.map(({ id, nameKey, ...counts }) => {
      const numbers = Object.entries(counts).map(([name, value]) => [name, Number(value)]);
      return { id, nameKey, ...(Object.fromEntries(numbers) as Omit<Counted, 'id' | 'nameKey'>) };
    });
  }

  private async told(counted: readonly Counted[], used: Sql, scope: Sql): Promise<SharedTool[]> {
    if (counted.length === 0) return [];
    const ids = counted.map(({ id }) => id);
    type Named = Pick<SharedTool, 'id' | 'name' | 'kind'> & { purl: string | null };
    const rows = await this.database.sql<Named[]>`
      SELECT id, name, kind, purl FROM tool WHERE id IN (${listed(ids)})`;
    const named = new Map(rows.map((row) => [row.id, row]));
    const told: SharedTool[] = [];
    for (const { id, vendors, holds, sees, unknown, ...by } of counted) {
      const tool = named.get(id);
      if (!tool) continue;
      const tiers = { 1: by.tier1, 2: by.tier2, 3: by.tier3, 4: by.tier4, none: by.none };
      const counts = { vendors, holdCredentials: holds, seeOurData: sees, unknown, tiers };
      told.push({ ...present(tool), ...counts, data: await this.dataOf(id, used, scope) });
      await setImmediate();
    }
    return told;
  }

  private async dataOf(rootId: string, used: Sql, scope: Sql): Promise<SharedTool['data']> {
    const rows = await this.database.sql<{ data: string; engagements: number }[]>`
      SELECT e.data, count(DISTINCT e.id) AS engagements
      FROM (SELECT DISTINCT u.vendor_id, u.engagement_id FROM tool_use u
        WHERE u.root_id = ${rootId} AND ${used}) x
      JOIN vendor v ON v.id = x.vendor_id
      JOIN engagement e ON e.vendor_id = x.vendor_id AND (x.engagement_id IS NULL OR x.engagement_id = e.id)
      WHERE ${scope} GROUP BY e.data`;
    const counts: Partial<Record<string, number>> = {};
    for (const { data, engagements } of rows) {
      for (const category of JSON.parse(data) as string[]) {
        counts[category] = (counts[category] ?? 0) + Number(engagements);
      }
    }
    return counts;
  }

  private async coverage(scope: Sql): Promise<Pick<Concentration, 'listed' | 'silent'>> {
    const [row] = await this.database.sql<{ all: number; listed: number }[]>`
      SELECT count(*) AS "all", sum(CASE WHEN EXISTS (
        SELECT 1 FROM inventory i WHERE i.vendor_id = v.id AND i.is_current = 1 AND i.uses > 0) THEN 1 ELSE 0 END) AS listed
      FROM vendor v WHERE ${scope}`;
    const named = Number(row?.listed ?? 0);
    return { listed: named, silent: Number(row?.all ?? 0) - named };
  }
}

function conditionsOf({ direct, seesOurData, holdsCredentials }: ConcentrationQuery): Sql[] {
  const conditions: Sql[] = [];
  if (direct) conditions.push(sql`u.direct = ${direct}`);
  if (seesOurData) conditions.push(sql`u.sees_our_data = ${seesOurData}`);
  if (holdsCredentials) conditions.push(sql`u.holds_credentials = ${holdsCredentials}`);
  return conditions;
}

const mostUsed = (one: Counted, other: Counted): number =>
  other.vendors - one.vendors || other.holds - one.holds || (one.nameKey < other.nameKey ? -1 : 1);
