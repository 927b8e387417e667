import { Injectable } from '@nestjs/common';
import { Database, readCursor, readPage, sql, type Page } from '../../platform/database/index.js';
import type { PurgeQuery, PurgeView } from '../kept.dto.js';

type Row = Omit<PurgeView, 'rules'> & { rules: string; sort_value?: unknown };

@Injectable()
export class PurgeQueries {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ size = 50, cursor }: PurgeQuery): Promise<Page<PurgeView>> {
    const page = await readPage<Row>(this.database, {
      columns: sql`p.id, p.kind, p.reason, p.rules, p.items, p.by, p.at`,
      from: sql`purge p`,
      conditions: [],
      sort: { column: sql`p.at`, id: sql`p.id`, descending: true },
      size,
      cursor: readCursor(cursor),
    });
    const items = page.items.map(({ sort_value: _, rules, ...row }) => ({
      ...row,
      rules: JSON.parse(rules) as string[],
    }));
    return { ...page, items };
  }

  /** When some of each kind was purged last. */
  async last(): Promise<Map<string, string>> {
    const rows = await this.database.sql<{ kind: string; at: string }[]>`
      SELECT kind, max(at) AS at FROM purge GROUP BY kind`;
    return new Map(rows.map(({ kind, at }) => [kind, at]));
  }
}
