import { Injectable } from '@nestjs/common';
import {
  Database,
  listed,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { afterPrefix, inUse, wordsOf } from '../../vendors/index.js';
import { readPurl } from '../versions/index.js';
import { bareNameOf } from './tool-identity.js';
import type { FirstSeen, ToolAliasView, ToolLineView, ToolQuery, ToolView } from './tool.dto.js';
import type { AliasKind } from './tool.entity.js';

const columns = sql`t.id, t.name, t.kind, t.purl, t.web_address AS "webAddress", t.supplier_id AS "supplierId",
  s.name AS supplier`;
const tools = sql`tool t LEFT JOIN supplier s ON s.id = t.supplier_id`;

type Nullable<T> = { [K in keyof T]: T[K] | null };
type RawTool = Nullable<Omit<ToolLineView, 'id'>> & { id: string; sort_value?: unknown };

/** Tools, those that were merged into another left out: what is said of that one counts for them. */
@Injectable()
export class ToolQueries {
  constructor(private readonly database: Database) {}

  async page(query: ToolQuery): Promise<Page<ToolLineView>> {
    const page = await readPage<RawTool>(this.database, {
      columns,
      from: tools,
      conditions: conditionsOf(query),
      sort: { column: sql`t.name_key`, id: sql`t.id` },
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    const vendors = await this.vendorsOf(page.items.map(({ id }) => id));
    const items = page.items.map(({ sort_value: _, ...row }) =>
      Object.assign(present(row), { vendors: vendors.get(row.id) ?? 0 }),
    );
    return { ...page, items: items as unknown as ToolLineView[] };
  }

  async view(id: string): Promise<ToolView> {
    const [row] = await this.database.sql<(RawTool & Nullable<ToolView>)[]>`
      SELECT ${columns}, t.version, CASE WHEN t.root_id = t.id THEN NULL ELSE t.root_id END AS "standsForId",
        r.name AS "standsFor"
      FROM ${tools} JOIN tool r ON r.id = t.root_id WHERE t.id = ${id}`;
    if (!row) throw new NotFound('tool');
    const { standsFor, ...told } = row;
    const [aliases, vendors, firstSeen] = await Promise.all([
      this.aliasesOf(id),
      this.vendorsOf([id]),
      this.firstSeen(id),
    ]);
    return Object.assign(present(told), {
      ...(row.standsForId ? { standsFor } : {}),
      vendors: vendors.get(id) ?? 0,
      aliases,
      ...(firstSeen ? { firstSeen } : {}),
    }) as unknown as ToolView;
  }

  /** The tools that a search means: a package URL exactly, else those whose words or bare name begin so, exact names first; with a vendor only what its lists name. */
  async meant(
    q: string,
    most: number,
    vendorId?: string,
  ): Promise<{ id: string; name: string; purl: string | null }[]> {
    const bare = bareNameOf(q);
    const named = vendorId
      ? sql`t.id IN (SELECT u.root_id FROM tool_use u WHERE u.vendor_id = ${vendorId})`
      : sql`1 = 1`;
    return this.database.sql<{ id: string; name: string; purl: string | null }[]>`
      SELECT t.id, t.name, t.purl FROM tool t
      WHERE t.root_id = t.id AND ${namedLike(q)} AND ${named}
      ORDER BY CASE WHEN t.match_key = ${bare} THEN 0 ELSE 1 END, t.name_key, t.id LIMIT ${most}`;
  }

  /** The journal has one entry a list; which tools came with it stands in its lines. Ids of lists rise as they are taken. */
  private async firstSeen(toolId: string): Promise<FirstSeen | undefined> {
    const [list] = await this.database.sql<(Nullable<FirstSeen> & { subject: string })[]>`
      SELECT i.id AS "inventoryId", i.vendor_id AS "vendorId", v.name AS vendor, i.source, i.subject,
        i.file_name AS "fileName", i.described_on AS "describedOn", i.added_by AS "addedBy", i.added_at AS "addedAt"
      FROM inventory i JOIN vendor v ON v.id = i.vendor_id
      WHERE i.id = (SELECT min(u.inventory_id) FROM tool_use u JOIN tool t ON t.root_id = u.root_id
        WHERE t.id = ${toolId} AND u.tool_id = t.id)`;
    if (!list) return undefined;
    const { subject, ...told } = list;
    return Object.assign(present(told), subject === '' ? {} : { subject }) as unknown as FirstSeen;
  }

  private async aliasesOf(toolId: string): Promise<ToolAliasView[]> {
    return this.database.sql<{ id: string; kind: AliasKind; name: string }[]>`
      SELECT id, kind, name FROM tool_alias WHERE tool_id = ${toolId} ORDER BY kind, value`;
  }

  /** How many vendors in use name each of them in a current list. */
  private async vendorsOf(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.sql<{ id: string; vendors: number }[]>`
      SELECT u.root_id AS id, count(DISTINCT u.vendor_id) AS vendors
      FROM tool_use u JOIN vendor v ON v.id = u.vendor_id
      WHERE u.root_id IN (${listed(ids)}) AND u.is_current = 1 AND ${inUse} GROUP BY u.root_id`;
    return new Map(rows.map(({ id, vendors }) => [id, Number(vendors)]));
  }
}

function conditionsOf({ q, kind, supplierId }: ToolQuery): Sql[] {
  const conditions = [sql`t.root_id = t.id`];
  if (kind) conditions.push(sql`t.kind = ${kind}`);
  if (supplierId) conditions.push(sql`t.supplier_id = ${supplierId}`);
  if (q) conditions.push(namedLike(q));
  return conditions;
}

/** A condition on `t`: the words of the search begin words of its names, or of a tool merged into it; or the bare names begin alike. */
export function namedLike(q: string): Sql {
  const purl = readPurl(q)?.purl;
  if (purl !== undefined) {
    return sql`t.id IN (SELECT x.root_id FROM tool x WHERE x.purl = ${purl}
      UNION SELECT x.root_id FROM tool_alias a JOIN tool x ON x.id = a.tool_id
        WHERE a.kind = 'purl' AND a.value = ${purl})`;
  }
  const words = wordsOf(q);
  if (words.length === 0) return sql`1 = 0`;
  const bare = bareNameOf(q);
  const allWords = words
    .map(
      (word) => sql`t.id IN (SELECT x.root_id FROM tool_word w JOIN tool x ON x.id = w.tool_id
        WHERE w.word >= ${word} AND w.word < ${afterPrefix(word)})`,
    )
    .reduce((met, condition) => sql`${met} AND ${condition}`);
  return sql`((${allWords}) OR t.id IN (SELECT x.root_id FROM tool x
    WHERE x.match_key >= ${bare} AND x.match_key < ${afterPrefix(bare)}))`;
}
