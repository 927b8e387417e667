import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Letters1767225601400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, run } = schema(runner);
    await run(
      `CREATE TABLE letter (
        id ${id} PRIMARY KEY,
        to_name ${word} NOT NULL,
        to_email ${word} NOT NULL,
        subject ${word} NOT NULL,
        sealed_body ${text},
        state ${word} NOT NULL,
        about_kind ${word} NOT NULL,
        about_id ${id} NOT NULL,
        message_id ${word} NOT NULL,
        problem ${text},
        created_at ${instant} NOT NULL,
        sent_at ${instant}
      )`,
      `CREATE INDEX letter_by_creation ON letter (created_at, id)`,
      `CREATE INDEX letter_by_subject ON letter (about_kind, about_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
