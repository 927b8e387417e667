import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Review1767225601820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run } = schema(runner);
    await run(
      // What was written before anybody was asked whom it is for stays among us.
      `ALTER TABLE review ADD COLUMN audience ${word} NOT NULL DEFAULT 'internal'`,
      `ALTER TABLE review ADD COLUMN submission_id ${id} REFERENCES submission (id) ON DELETE RESTRICT`,
      `CREATE INDEX review_by_submission ON review (submission_id)`,
      `CREATE TABLE section_review (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        submission_id ${id} NOT NULL REFERENCES submission (id) ON DELETE RESTRICT,
        section_key ${word} NOT NULL,
        judgement ${word} NOT NULL,
        evidence ${word} NOT NULL,
        audit_id ${id} REFERENCES audit (id) ON DELETE RESTRICT,
        scope_gap ${text},
        comment ${text},
        audience ${word} NOT NULL,
        reviewer_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        reviewer ${word} NOT NULL,
        reviewed_at ${instant} NOT NULL,
        undone_at ${instant},
        undone_by ${word}
      )`,
      `CREATE INDEX section_review_by_assessment ON section_review (assessment_id, reviewed_at, id)`,
      `CREATE INDEX section_review_by_submission ON section_review (submission_id)`,
      `CREATE INDEX section_review_by_audit ON section_review (audit_id)`,
      `CREATE INDEX section_review_by_reviewer ON section_review (reviewer_id)`,
      `CREATE TABLE section_review_answer (
        section_review_id ${id} NOT NULL REFERENCES section_review (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        version ${whole} NOT NULL,
        before ${json},
        PRIMARY KEY (section_review_id, question_key)
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
