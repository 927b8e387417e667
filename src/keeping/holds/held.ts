import { sql, type Sql } from '../../platform/database/index.js';

export const heldKinds = ['vendor', 'evidence', 'assessment', 'incident'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** A condition: a hold stands on this very thing, whose id is `id`. */
export const heldAs = (
  kind: HeldKind,
  id: Sql,
): Sql => sql`${id} IN (SELECT h.subject_id FROM legal_hold h
  WHERE h.released_at IS NULL AND h.subject_kind = ${kind})`;

/** 1 where one of the conditions is met. */
export const flagged = (...conditions: readonly Sql[]): Sql =>
  sql`CASE WHEN ${conditions.reduce((one, other) => sql`${one} OR ${other}`)} THEN 1 ELSE 0 END`;
