import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Cycles1767225601840 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run, appendOnly } = schema(runner);
    await run(
      `ALTER TABLE assessment ADD COLUMN follows_id ${id} REFERENCES assessment (id) ON DELETE RESTRICT`,
      `CREATE INDEX assessment_by_followed ON assessment (follows_id) WHERE follows_id IS NOT NULL`,
      `ALTER TABLE answer ADD COLUMN confirmed_at ${instant}`,
      `CREATE TABLE carried_answer (
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        state ${word} NOT NULL,
        submission_id ${id} NOT NULL REFERENCES submission (id) ON DELETE RESTRICT,
        value ${json},
        not_applicable_reason ${text},
        comment ${text},
        given_by ${word} NOT NULL,
        given_at ${instant} NOT NULL,
        confirmed ${json},
        unproven ${whole} NOT NULL,
        evidence ${json} NOT NULL,
        PRIMARY KEY (assessment_id, question_key)
      )`,
    );
    await appendOnly('carried_answer');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
