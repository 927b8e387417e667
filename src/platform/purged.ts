import { createHash } from 'node:crypto';
import { sql, type Database, type Sql } from './database/index.js';
import { dayText, toDay } from './templates/dates.js';

/** Stands where a name or a subject was, once it was purged. */
export const purgedName = 'Purged';

/** Stands where an address was: one for each row, and nobody's (RFC 2606), so no letter leaves for it. */
export const purgedEmail = (id: string): string => `purged-${id}@purged.invalid`;

export const isPurgedEmail = (email: string): boolean => email.endsWith('@purged.invalid');

/** The condition that an address is there still. */
export const isKnownEmail = (email: Sql): Sql => sql`${email} NOT LIKE 'purged-%@purged.invalid'`;

/** What is let go of a thing: all that it says, or only who somebody is. */
export type PurgedExtent = 'all' | 'names';

/** Why texts go: by which rule, and whether time or a person asked for it. */
export interface PurgedBy {
  rule: string;
  reason: string;
  at: string;
}

/** Stands where words were: everybody who reads them is told since when they are gone, and by what. */
export const removedWords = ({ rule, reason, at }: PurgedBy): string =>
  reason === 'request'
    ? `Removed on ${dayText(toDay(at))} because a person asked for it.`
    : `Removed on ${dayText(toDay(at))} under the retention rule “${rule}”.`;

const removed =
  /^Removed on .{1,20} (because a person asked for it|under the retention rule “.{1,120}”)\.$/;

/** The same, where there were words. What went before keeps the day on which it did. */
export function removedText(text: string, by: PurgedBy): string;
export function removedText(text: string | null, by: PurgedBy): string | null;
export function removedText(text: string | null, by: PurgedBy): string | null {
  return text === null || text === '' || removed.test(text) ? text : removedWords(by);
}

/** The condition that a text says something still: it was not removed, or was written anew since. */
export const isSaid = (text: Sql): Sql => sql`(${text} <> '' AND NOT (length(${text}) < 200
  AND (${text} LIKE 'Removed on % because a person asked for it.' OR ${text} LIKE 'Removed on % under the retention rule “%”.')))`;

/** `removedText` of a column. */
export const removedIn = (text: Sql, by: PurgedBy): Sql =>
  sql`CASE WHEN ${isSaid(text)} THEN ${removedWords(by)} ELSE ${text} END`;

/** The condition that a name is there still. */
export const isKnown = (name: Sql): Sql => sql`${name} <> ${purgedName}`;

/** Inside a transaction, before texts of a thing go, for the first time or again: what stays of them is their SHA-256. */
export async function registerPurged(
  database: Database,
  { id, extent, said }: { id: string; extent: PurgedExtent; said: unknown },
  { rule, reason, at }: PurgedBy,
): Promise<void> {
  const sha256 = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  const first = await database.sql<object[]>`
    INSERT INTO purged_text (id, extent, sha256, rule, reason, at)
    VALUES (${id}, ${extent}, ${sha256}, ${rule}, ${reason}, ${at}) ON CONFLICT DO NOTHING RETURNING id`;
  if (first.length > 0) return;
  await database.sql`INSERT INTO purged_again (id, extent, sha256, rule, reason, at)
    VALUES (${id}, ${extent}, ${sha256}, ${rule}, ${reason}, ${at}) ON CONFLICT DO NOTHING`;
}
