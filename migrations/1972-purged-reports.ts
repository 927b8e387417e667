import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class PurgedReports1767225601972 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { text, instant, run } = schema(runner);
    await run(
      `ALTER TABLE report ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE report ADD COLUMN purged_rule ${text}`,
      `ALTER TABLE report ADD COLUMN destroyed_at ${instant}`,
      `CREATE INDEX report_half_purged ON report (purged_at)
        WHERE purged_at IS NOT NULL AND destroyed_at IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
