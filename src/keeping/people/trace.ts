import type { Sql } from '../../platform/database/index.js';

/** Where something of a person may be: `id`, what is stored, and why it cannot go now (nothing where it can). */
export interface Trace {
  place: string;
  what: string;
  purpose: string;
  rows: (email: string, now: string) => Sql;
}
