import { Injectable } from '@nestjs/common';
import {
  Database,
  readCursor,
  readPage,
  sql,
  type Page,
  type Sql,
} from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { present } from '../../platform/present.js';
import { sortNameOf } from '../../vendors/index.js';
import type { AuditorLine, AuditorQuery, AuditorView } from './auditor.dto.js';
import type { AuditorKind } from './auditor.entity.js';

const lineColumns = sql`f.id, f.kind, f.name,
  CASE WHEN f.doubted_at IS NULL THEN 0 ELSE 1 END AS doubted,
  (SELECT count(*) FROM audit a WHERE a.auditor_id = f.id OR a.platform_id = f.id) AS audits`;
const viewColumns = sql`${lineColumns}, f.website, f.doubted_at AS "doubtedAt",
  f.doubt_reason AS "doubtReason", f.created_at AS "createdAt", f.version`;
const auditors = sql`auditor f`;

type Raw<T extends AuditorLine> = Omit<T, 'doubted'> & { doubted: number; sort_value?: string };

@Injectable()
export class AuditorQueries {
  constructor(private readonly database: Database) {}

  /** By name. */
  async page(query: AuditorQuery): Promise<Page<AuditorLine>> {
    const page = await readPage<Raw<AuditorLine>>(this.database, {
      columns: lineColumns,
      from: auditors,
      conditions: conditionsOf(query),
      sort: { column: sql`f.sort_name`, id: sql`f.id` },
      size: query.size ?? 50,
      cursor: readCursor(query.cursor),
    });
    return { ...page, items: page.items.map((row) => whole<AuditorLine>(row)) };
  }

  async view(id: string): Promise<AuditorView> {
    const [row] = await this.database.sql<Raw<AuditorView>[]>`
      SELECT ${viewColumns} FROM ${auditors} WHERE f.id = ${id}`;
    if (!row) throw new NotFound('auditor');
    return whole<AuditorView>(row);
  }

  /** Names to choose from, the most used first: 200 at most. */
  async names(kind: AuditorKind): Promise<string[]> {
    const rows = await this.database.sql<{ name: string }[]>`
      SELECT f.name, (SELECT count(*) FROM audit a WHERE a.auditor_id = f.id OR a.platform_id = f.id) AS audits
      FROM auditor f WHERE f.kind = ${kind} ORDER BY audits DESC, f.sort_name, f.id LIMIT 200`;
    return rows.map(({ name }) => name);
  }
}

function conditionsOf({ q, kind, standing }: AuditorQuery): Sql[] {
  const conditions: Sql[] = [];
  if (kind) conditions.push(sql`f.kind = ${kind}`);
  if (standing === 'in_doubt') conditions.push(sql`f.doubted_at IS NOT NULL`);
  if (standing === 'good') conditions.push(sql`f.doubted_at IS NULL`);
  if (q) conditions.push(sql`f.sort_name LIKE ${`%${escaped(sortNameOf(q))}%`} ESCAPE '!'`);
  return conditions;
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');

function whole<T extends AuditorLine>({ doubted, sort_value: _, ...row }: Raw<T>): T {
  return { ...present(row), doubted: doubted === 1 } as unknown as T;
}
