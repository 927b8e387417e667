import { listed, sql, type Sql } from '../platform/database/index.js';

export interface JournalFilter {
  /** Words that stand in the names and values of an entry. */
  q?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  /** Any of these. */
  subjectIds?: readonly string[];
  actorId?: string | undefined;
  action?: string | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

/** What entries `e` have to meet, but for words. */
export function conditionsOf(filter: JournalFilter): Sql[] {
  const { subjectKind, subjectId, subjectIds, actorId, action } = filter;
  return [
    ...(subjectKind ? [sql`e.subject_kind = ${subjectKind}`] : []),
    ...(subjectIds?.length === 0 ? [sql`1 = 0`] : []),
    ...(subjectIds?.length ? [sql`e.subject_id IN (${listed(subjectIds)})`] : []),
    ...(subjectId ? [sql`e.subject_id = ${subjectId}`] : []),
    ...(actorId ? [sql`e.actor_id = ${actorId}`] : []),
    ...(action ? [sql`e.action = ${action}`] : []),
  ];
}
