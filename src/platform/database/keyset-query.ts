import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { pageOf, type Cursor, type Page } from './keyset.js';

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
