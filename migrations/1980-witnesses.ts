import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Witnesses1767225601980 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, instant, whole, run } = schema(runner);
    await run(
      `CREATE TABLE witness (
        id ${id} PRIMARY KEY,
        name ${word} NOT NULL,
        email ${word} NOT NULL,
        rhythm ${word} NOT NULL,
        paused_at ${instant},
        added_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        removed_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE UNIQUE INDEX witness_once ON witness (email) WHERE removed_at IS NULL`,
      `CREATE TABLE witness_telling (
        id ${id} PRIMARY KEY,
        witness_id ${id} NOT NULL,
        size ${whole} NOT NULL REFERENCES journal_checkpoint (size) ON DELETE RESTRICT,
        way ${word} NOT NULL,
        message_id ${id},
        once ${word} NOT NULL UNIQUE,
        told_at ${instant} NOT NULL,
        arrived_at ${instant}
      )`,
      `CREATE INDEX witness_telling_by_witness ON witness_telling (witness_id, id)`,
      `CREATE INDEX witness_telling_open ON witness_telling (message_id) WHERE arrived_at IS NULL`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
