import { newId } from '../../src/platform/ids.js';
import type { TestAssay } from '../support/app.js';

/** A purge that somebody asked for and that is over. */
export async function purgeRunOf(assay: TestAssay, userId: string): Promise<string> {
  const [id, at] = [newId(), assay.clock.now().toISOString()];
  await assay.database.transaction(
    () => assay.database.sql`
      INSERT INTO purge_run (id, lane, expected, asked_by_id, asked_by, asked_at, finished_at)
      VALUES (${id}, 'one', '{"contacts":1}', ${userId}, 'Ada', ${at}, ${at})`,
  );
  return id;
}
