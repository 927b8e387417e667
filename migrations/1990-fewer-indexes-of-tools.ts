import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** A list of many thousand tools is written at once: what nothing asks by is not kept up with every line. */
export class FewerIndexesOfTools1767225601990 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, byKey, run } = schema(runner);
    await run(
      `DROP INDEX tool_use_of_tool`,
      `ALTER TABLE tool_word RENAME TO tool_word_before`,
      `CREATE TABLE tool_word (
        word ${word} NOT NULL,
        tool_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        PRIMARY KEY (word, tool_id)
      ) ${byKey}`,
      `INSERT INTO tool_word (word, tool_id)
        SELECT word, tool_id FROM tool_word_before ORDER BY word, tool_id`,
      `DROP TABLE tool_word_before`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
