import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class JobsAndJournal1767225601000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run, appendOnly } = schema(runner);
    await run(
      `CREATE TABLE job (
        id ${id} PRIMARY KEY,
        kind ${word} NOT NULL,
        payload ${json} NOT NULL,
        state ${word} NOT NULL,
        attempts ${whole} NOT NULL,
        due_at ${instant} NOT NULL,
        leased_until ${instant},
        problem ${text},
        created_at ${instant} NOT NULL,
        finished_at ${instant}
      )`,
      `CREATE INDEX job_by_state ON job (state, due_at)`,
      `CREATE INDEX job_by_creation ON job (created_at)`,
      `CREATE TABLE journal_head (size ${whole} NOT NULL, hash ${word} NOT NULL)`,
      `INSERT INTO journal_head (size, hash) VALUES (0, '${'0'.repeat(64)}')`,
      `CREATE TABLE journal_entry (
        seq ${whole} PRIMARY KEY,
        at ${instant} NOT NULL,
        actor_kind ${word} NOT NULL,
        actor_id ${id} NOT NULL,
        action ${word} NOT NULL,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        detail_hash ${word} NOT NULL,
        previous_hash ${word} NOT NULL,
        hash ${word} NOT NULL
      )`,
      `CREATE INDEX journal_by_subject ON journal_entry (subject_id, seq)`,
      `CREATE INDEX journal_by_actor ON journal_entry (actor_id, seq)`,
      `CREATE TABLE journal_detail (
        seq ${whole} PRIMARY KEY REFERENCES journal_entry (seq) ON DELETE RESTRICT,
        salt ${word} NOT NULL,
        content ${text} NOT NULL
      )`,
    );
    await appendOnly('journal_entry');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
