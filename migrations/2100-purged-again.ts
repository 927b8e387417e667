import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What was purged may be written to again, and is purged again then. */
export class PurgedAgain1767225602100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, run, appendOnly, neverEmptied } = schema(runner);
    await run(
      `CREATE TABLE purged_again (
        id ${id} NOT NULL,
        extent ${word} NOT NULL,
        sha256 ${word} NOT NULL,
        rule ${text} NOT NULL,
        reason ${word} NOT NULL,
        at ${instant} NOT NULL,
        PRIMARY KEY (id, extent, at)
      )`,
    );
    await appendOnly('purged_again');
    await neverEmptied('purged_again');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
