import type { Database, Sql } from '../../platform/database/index.js';
import type { Period } from './periods.js';

/** How many things of a place there are, by the figure that counts. */
export interface Counted {
  period: Period;
  kept: number;
  /** Those whose clock has started. */
  running: number;
  held: number;
  due: number;
  /** The first day on which the clock of one that nothing holds started. */
  earliest: string | null;
}

/** What a table keeps of a kind. */
export interface Place {
  code: string;
  /** What it lets go, by table: no column of the schema may be in nobody’s hands. */
  columns: Readonly<Record<string, readonly string[]>>;
  /**
   * One row for each thing that still has its content: `id`, `vendor_id`, `started_on` (the day its clock started, or nothing),
   * `period` (whose figure counts), `held` (1 where a legal hold stops it), and `named` (what people call it).
   */
  items: Sql;
  /** Whether `items` tells a number `seq` by which they are ordered, and of which `id` is the text. */
  numbered?: boolean;
  /** The condition on rows (`i`) to be of a vendor, where there is a quicker one than to look at each. Nothing: none is. */
  ofVendor?: ((vendorId: string) => Sql) | null;
  /** Counts without looking at each; `before` is the day before which what started is due. */
  count?: (database: Database, before: string) => Promise<Counted[]>;
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

export const keptKind = <const C extends string>(
  kind: KeptKind & { code: C },
): KeptKind & { code: C } => kind;
