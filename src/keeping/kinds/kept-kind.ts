import type { Sql } from '../../platform/database/index.js';
import type { Period } from './periods.js';

/** What a table keeps of a kind. */
export interface Place {
  code: string;
  /**
   * One row for each thing that still has its content: `id`, `vendor_id`, `started_on` (the day its clock started, or nothing),
   * `period` (whose figure counts), and `held` (1 where a legal hold stops it).
   */
  items: Sql;
}

/** A kind of thing that says something of people, or that was given in confidence. */
export interface KeptKind {
  code: string;
  title: string;
  /** What is kept of it. */
  what: string;
  purpose: string;
  /** Why we may keep it, in plain words. */
  basis: string;
  /** What starts its clock. */
  starts: string;
  /** What stays once it was purged. */
  stays: string;
  periods: readonly Period[];
  places: readonly Place[];
}

export const keptKind = <const K extends KeptKind>(kind: K): K => kind;
