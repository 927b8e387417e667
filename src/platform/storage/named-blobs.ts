import type { Sql } from '../database/index.js';

const declared: Sql[] = [];

/**
 * Declares, once, in the file that describes a table, where its rows name stored files: a query for their names with
 * the one column `name`. A stored file that none of these queries finds is removed when it is old enough.
 */
export function namesBlobs(query: Sql): void {
  declared.push(query);
}

export const declaredBlobNames = (): readonly Sql[] => declared;
