import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What the address of advisories said of their state, so that they are fetched again only where they have changed. */
export class AdvisoryValidators1767225601944 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { word, run } = schema(runner);
    await run(
      `ALTER TABLE advisory_import ADD COLUMN etag ${word}`,
      `ALTER TABLE advisory_import ADD COLUMN last_modified ${word}`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
