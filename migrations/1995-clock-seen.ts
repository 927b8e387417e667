import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class ClockSeen1767225601995 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, instant, run } = schema(runner);
    await run(
      `CREATE TABLE clock_seen (
        id ${id} PRIMARY KEY,
        at ${instant} NOT NULL,
        leapt_at ${instant},
        goes_on_at ${instant}
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
