import type { Database } from '../../platform/database/index.js';

/** Inside a transaction: ends the link of an offboarding and what was opened with it. Says how many it were. */
export async function endLinks(
  database: Database,
  offboardingId: string,
  at: Date,
): Promise<string[]> {
  await database.sql`DELETE FROM offboarding_session WHERE request_id IN
    (SELECT id FROM offboarding_request WHERE offboarding_id = ${offboardingId})`;
  const ended = await database.sql<{ id: string }[]>`
    UPDATE offboarding_request SET revoked_at = ${at.toISOString()}, version = version + 1
    WHERE offboarding_id = ${offboardingId} AND revoked_at IS NULL RETURNING id`;
  return ended.map(({ id }) => id);
}
