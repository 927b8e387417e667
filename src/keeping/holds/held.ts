import { sql, type Sql } from '../../platform/database/index.js';

export const heldKinds = ['vendor', 'evidence', 'assessment', 'incident'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** A condition: a hold stands on this very thing, whose id is `id`. */
export const heldAs = (kind: HeldKind, id: Sql): Sql => sql`EXISTS (SELECT 1 FROM legal_hold h
  WHERE h.released_at IS NULL AND h.subject_kind = ${kind} AND h.subject_id = ${id})`;

/** 1 where one of the conditions is met. */
export const flagged = (...conditions: readonly Sql[]): Sql =>
  sql`CASE WHEN ${conditions.reduce((one, other) => sql`${one} OR ${other}`)} THEN 1 ELSE 0 END`;
