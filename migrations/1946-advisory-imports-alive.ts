import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** An import whose process was killed is told from one that is still running. */
export class AdvisoryImportsAlive1767225601946 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { instant, run } = schema(runner);
    await run(`ALTER TABLE advisory_import ADD COLUMN alive_at ${instant}`);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
