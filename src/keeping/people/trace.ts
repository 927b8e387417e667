import type { Sql } from '../../platform/database/index.js';

/** Whose data it is about. */
export interface Person {
  /** In small letters; one that is nobody’s where only a name was asked for. */
  email: string;
  /** By which they may be named where only a name was typed. */
  name?: string;
}

/** Where something of a person may be: `id`, what is stored, and why it cannot go now (nothing where it can). */
export interface Trace {
  place: string;
  what: string;
  purpose: string;
  rows: (email: string, now: string, person: Person) => Sql;
}
