import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class UpstreamConditions1767225601925 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, run } = schema(runner);
    await run(
      `CREATE TABLE upstream_condition (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        floor ${word} NOT NULL,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        reason ${text} NOT NULL,
        opened_at ${instant} NOT NULL,
        closed_at ${instant},
        closing_reason ${text}
      )`,
      `CREATE UNIQUE INDEX upstream_condition_once ON upstream_condition (vendor_id, floor, subject_id)
        WHERE closed_at IS NULL`,
      `CREATE INDEX upstream_condition_by_subject ON upstream_condition (subject_id, floor, vendor_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
