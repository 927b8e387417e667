import type { ObjectLiteral, Repository } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Stale } from '../errors.js';

export interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

/** Changes the row only while it still has the version that was read; one of two simultaneous changes is told. */
export async function changeVersioned<T extends Versioned>(
  repository: Repository<T>,
  what: string,
  row: { id: string; version: number },
  changes: QueryDeepPartialEntity<T>,
): Promise<number> {
  const next = row.version + 1;
  const result = await repository
    .createQueryBuilder()
    .update()
    .set({ ...changes, version: next })
    .where('id = :id AND version = :version', { id: row.id, version: row.version })
    .execute();
  if (result.affected !== 1) throw new Stale(what);
  return next;
}
