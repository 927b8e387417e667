import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What was given back before this has no round: it stays wholly open, since nobody said then which questions were meant. */
export class Changes1767225601830 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, run, appendOnly, frozenOnce } = schema(runner);
    await run(
      `CREATE TABLE send_back (
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        remark ${text},
        marked_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        marked_by ${word} NOT NULL,
        marked_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        PRIMARY KEY (assessment_id, question_key)
      )`,
      `CREATE TABLE change_round (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        message ${text},
        due_on ${day} NOT NULL,
        asked_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        asked_by ${word} NOT NULL,
        asked_at ${instant} NOT NULL,
        submission_id ${id} REFERENCES submission (id) ON DELETE RESTRICT,
        closed_at ${instant},
        UNIQUE (assessment_id, number)
      )`,
      `CREATE UNIQUE INDEX change_round_open ON change_round (assessment_id) WHERE closed_at IS NULL`,
      `CREATE TABLE change_question (
        round_id ${id} NOT NULL REFERENCES change_round (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        remark ${text} NOT NULL,
        remarked_by ${word} NOT NULL,
        PRIMARY KEY (round_id, question_key)
      )`,
      `CREATE INDEX change_question_thread ON change_question (assessment_id, question_key)`,
      `CREATE TABLE change_reply (
        round_id ${id} NOT NULL REFERENCES change_round (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        invitation_id ${id} NOT NULL REFERENCES invitation (id) ON DELETE RESTRICT,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        text ${text} NOT NULL,
        replied_by ${word} NOT NULL,
        replied_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        PRIMARY KEY (round_id, question_key, invitation_id)
      )`,
      `CREATE INDEX change_reply_thread ON change_reply (assessment_id, question_key)`,
    );
    await appendOnly('change_question');
    await frozenOnce('change_round', 'closed_at');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
