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
  request: PageRequest,
): Promise<Page<T>> {
  const rows = await readRows<T>(database, request);
  const { size, cursor } = request;
  return pageOf(rows, size, cursor, (row) => ({ value: row.sort_value, id: row.id }));
}

/** One more row than the page has, in reading order. */
async function readRows<T extends { id: string }>(
  database: Database,
  { columns, from, conditions, sort, size, cursor }: PageRequest,
): Promise<(T & { sort_value: string | number })[]> {
  const { column, id, descending = false } = sort;
  const down = descending !== (cursor?.direction === 'before');
  const beyond = down ? sql`<` : sql`>`;
  const order = down ? sql`DESC` : sql`ASC`;
  const edge = cursor ? [sql`(${column}, ${id}) ${beyond} (${cursor.value}, ${cursor.id})`] : [];
  return database.sql<(T & { sort_value: string | number })[]>`
    SELECT ${columns}, ${column} AS sort_value FROM ${from}
    WHERE ${all([...conditions, ...edge])}
    ORDER BY ${column} ${order}, ${id} ${order} LIMIT ${size + 1}`;
}

/**
 * One page of those rows that `keep` leaves of each batch (in reading order), for a condition that SQL cannot say.
 * Reads on, `batch` rows at a time, until the page is full or the list ends.
 */
export async function readKeptPage<Row extends { id: string }, Kept extends { id: string }>(
  database: Database,
  request: PageRequest,
  keep: (rows: Row[]) => Promise<Kept[]>,
  batch: number,
): Promise<Page<Kept>> {
  type Read = Row & { sort_value: string | number };
  const { size, cursor } = request;
  const kept: { item: Kept; value: string | number; id: string }[] = [];
  let at = cursor;
  while (kept.length <= size) {
    const rows: Read[] = await readRows<Row>(database, { ...request, size: batch, cursor: at });
    const values = new Map(rows.map(({ id, sort_value }) => [id, sort_value]));
    for (const item of await keep(rows)) {
      kept.push({ item, value: values.get(item.id) ?? '', id: item.id });
    }
    const last = rows.at(-1);
    if (!last || rows.length <= batch) break;
    at = { direction: cursor?.direction ?? 'after', value: last.sort_value, id: last.id };
  }
  const page = pageOf(kept.slice(0, size + 1), size, cursor, ({ value, id }) => ({ value, id }));
  return { ...page, items: page.items.map(({ item }) => item) };
}
