import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Database } from './database.js';
import { pageOf, type Cursor, type Page } from './keyset.js';
import { all, sql, type Sql } from './sql.js';

export interface Keyset {
  /** SQL of the sorted column and of the id, as in the select list. */
  column: string;
  id: string;
  descending?: boolean;
  size: number;
  cursor?: Cursor | undefined;
}

/** Reads one page of raw rows; every row must select `sort_value` and `id`. Costs the same on every page. */
export async function keysetPage<T extends { id: string; sort_value: string | number }>(
  query: SelectQueryBuilder<ObjectLiteral>,
  { column, id, descending = false, size, cursor }: Keyset,
): Promise<Page<T>> {
  const backwards = cursor?.direction === 'before';
  const down = descending !== backwards;
  if (cursor) {
    query.andWhere(`(${column}, ${id}) ${down ? '<' : '>'} (:cursorValue, :cursorId)`, {
      cursorValue: cursor.value,
      cursorId: cursor.id,
    });
  }
  const rows = await query
    .orderBy(column, down ? 'DESC' : 'ASC')
    .addOrderBy(id, down ? 'DESC' : 'ASC')
    .limit(size + 1)
    .getRawMany<T>();
  return pageOf(rows, size, cursor, (row) => ({ value: row.sort_value, id: row.id }));
}

export interface PageRequest {
  /** What to select; must have `id`. */
  columns: Sql;
  from: Sql;
  conditions: readonly Sql[];
  sort: { column: Sql; id: Sql; descending?: boolean };
  size: number;
  cursor?: Cursor | undefined;
}

/** Reads one page of raw rows by SQL. Costs the same on every page. */
export async function readPage<T extends { id: string }>(
  database: Database,
  { columns, from, conditions, sort, size, cursor }: PageRequest,
): Promise<Page<T>> {
  const { column, id, descending = false } = sort;
  const down = descending !== (cursor?.direction === 'before');
  const beyond = down ? sql`<` : sql`>`;
  const order = down ? sql`DESC` : sql`ASC`;
  const edge = cursor ? [sql`(${column}, ${id}) ${beyond} (${cursor.value}, ${cursor.id})`] : [];
  const rows = await database.sql<(T & { sort_value: string | number })[]>`
    SELECT ${columns}, ${column} AS sort_value FROM ${from}
    WHERE ${all([...conditions, ...edge])}
    ORDER BY ${column} ${order}, ${id} ${order} LIMIT ${size + 1}`;
  return pageOf(rows, size, cursor, (row) => ({ value: row.sort_value, id: row.id }));
}
