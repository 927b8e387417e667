import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Obligations1767225601740 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, flag, run } = schema(runner);
    await run(
      `CREATE TABLE obligation (
        id ${id} PRIMARY KEY,
        kind ${word} NOT NULL,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        part ${word} NOT NULL,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        due_on ${day} NOT NULL,
        title ${word} NOT NULL,
        detail ${json} NOT NULL,
        sequence ${whole} NOT NULL,
        changed_at ${instant} NOT NULL,
        created_at ${instant} NOT NULL,
        ended_at ${instant},
        ended_how ${word},
        UNIQUE (kind, subject_id, part)
      )`,
      `CREATE INDEX obligation_open_by_due ON obligation (due_on, id) WHERE ended_at IS NULL`,
      `CREATE INDEX obligation_open_by_owner ON obligation (owner_id, due_on, id) WHERE ended_at IS NULL`,
      `CREATE INDEX obligation_by_vendor ON obligation (vendor_id, due_on, id)`,
      `CREATE INDEX obligation_by_owner_and_end ON obligation (owner_id, ended_at)`,
      `CREATE TABLE calendar_feed (
        id ${id} PRIMARY KEY,
        user_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        secret_hash ${word} NOT NULL UNIQUE,
        created_at ${instant} NOT NULL,
        revoked_at ${instant}
      )`,
      `CREATE UNIQUE INDEX calendar_feed_one_a_person ON calendar_feed (user_id) WHERE revoked_at IS NULL`,
      `CREATE TABLE trigger_firing (
        id ${id} PRIMARY KEY,
        rule ${word} NOT NULL,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} NOT NULL REFERENCES engagement (id) ON DELETE RESTRICT,
        cause_kind ${word} NOT NULL,
        cause_id ${id} NOT NULL,
        cause_part ${word} NOT NULL,
        sentence ${text} NOT NULL,
        outcome ${word} NOT NULL,
        due_on ${day} NOT NULL,
        assessment_id ${id} REFERENCES assessment (id) ON DELETE RESTRICT,
        fired_at ${instant} NOT NULL,
        UNIQUE (rule, engagement_id, cause_id, cause_part)
      )`,
      `CREATE INDEX trigger_firing_by_rule ON trigger_firing (rule, fired_at)`,
      `CREATE INDEX trigger_firing_by_vendor ON trigger_firing (vendor_id)`,
      `ALTER TABLE assessment ADD COLUMN cause ${word}`,
      `ALTER TABLE assessment ADD COLUMN cause_kind ${word}`,
      `ALTER TABLE assessment ADD COLUMN cause_id ${id}`,
      `ALTER TABLE assessment ADD COLUMN cause_part ${word}`,
      `ALTER TABLE assessment ADD COLUMN cause_sentence ${text}`,
      `CREATE UNIQUE INDEX assessment_once_by_cause ON assessment (engagement_id, cause, cause_id, cause_part)
        WHERE cause IS NOT NULL`,
      `CREATE INDEX assessment_drafted_by_rule ON assessment (due_on, id) WHERE cause IS NOT NULL`,
      `ALTER TABLE vendor ADD COLUMN sends_reassessments ${flag} NOT NULL DEFAULT 0`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
