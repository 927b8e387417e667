import { listed, sql, type Sql } from '../platform/database/index.js';

export const sightChoices = ['only', 'none'] as const;
/** Only who saw or took what is sensitive, or all but that. */
export type Sights = (typeof sightChoices)[number];

const isSight = sql`(e.action LIKE '%.seen' OR e.action LIKE '%.downloaded' OR e.action IN ('letter.read', 'person.exported'))`;

export interface JournalFilter {
  /** Words that stand in what is said was done, or in the names and values of an entry. */
  q?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  /** Any of these. */
  subjectIds?: readonly string[];
  actorId?: string | undefined;
  action?: string | undefined;
  sights?: Sights | undefined;
  /** Days as `YYYY-MM-DD`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  size?: number | undefined;
}

/** What entries `e` have to meet, but for words. */
export function conditionsOf(filter: JournalFilter): Sql[] {
  const { subjectKind, subjectId, subjectIds, actorId, action, sights, from, to } = filter;
  return [
    ...(subjectKind ? [sql`e.subject_kind = ${subjectKind}`] : []),
    ...(subjectIds?.length === 0 ? [sql`1 = 0`] : []),
    ...(subjectIds?.length ? [sql`e.subject_id IN (${listed(subjectIds)})`] : []),
    ...(subjectId ? [sql`e.subject_id = ${subjectId}`] : []),
    ...(actorId ? [sql`e.actor_id = ${actorId}`] : []),
    ...(action ? [sql`e.action = ${action}`] : []),
    ...(sights === 'only' ? [isSight] : []),
    ...(sights === 'none' ? [sql`NOT ${isSight}`] : []),
    ...(from ? [sql`substr(e.at, 1, 10) >= ${from}`] : []),
    ...(to ? [sql`substr(e.at, 1, 10) <= ${to}`] : []),
  ];
}
