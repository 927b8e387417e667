import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../../src/platform/database/index.js';
import { freshPlace, type Pattern, type TestPlace } from './place.js';

/** A place with nothing in it but a migrated database, of which each application that a test starts gets a copy. */
export async function makePattern(): Promise<Pattern & Pick<TestPlace, 'remove'>> {
  const { folder, databaseUrl, remove } = await freshPlace();
  const opened = await openDatabase({ folder, databaseUrl, migrations }, { report: console.error });
  await opened.close();
  return { folder, name: databaseUrl && new URL(databaseUrl).pathname.slice(1), remove };
}
