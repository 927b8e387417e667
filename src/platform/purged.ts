import { createHash } from 'node:crypto';
import type { Database } from './database/index.js';

/** Stands where a name or a subject was, once it was purged. */
export const purgedName = 'Purged';

/** Stands where an address was: one for each row, and nobody's (RFC 2606), so no letter leaves for it. */
export const purgedEmail = (id: string): string => `purged-${id}@purged.invalid`;

export const isPurgedEmail = (email: string): boolean => email.endsWith('@purged.invalid');

/** The same text, or what stands in its place where there was one. */
export const purgedText = (text: string | null): string | null =>
  text === null || text === '' ? text : purgedName;

/** What is let go of a thing: all that it says, or only who somebody is. */
export type PurgedExtent = 'all' | 'names';

/** Why texts go: by which rule, and whether time or a person asked for it. */
export interface PurgedBy {
  rule: string;
  reason: string;
  at: string;
}

/** Inside a transaction, before texts of a thing go: what stays of them is their SHA-256. */
export async function registerPurged(
  database: Database,
  { id, extent, said }: { id: string; extent: PurgedExtent; said: unknown },
  { rule, reason, at }: PurgedBy,
): Promise<void> {
  const sha256 = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  await database.sql`INSERT INTO purged_text (id, extent, sha256, rule, reason, at)
    VALUES (${id}, ${extent}, ${sha256}, ${rule}, ${reason}, ${at}) ON CONFLICT DO NOTHING`;
}
