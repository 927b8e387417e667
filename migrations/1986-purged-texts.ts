import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class PurgedTexts1767225601986 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run, appendOnly, neverEmptied, redactableOnce } =
      schema(runner);
    await run(
      `CREATE TABLE purged_text (
        id ${id} NOT NULL,
        extent ${word} NOT NULL,
        sha256 ${word} NOT NULL,
        rule ${text} NOT NULL,
        reason ${word} NOT NULL,
        at ${instant} NOT NULL,
        PRIMARY KEY (id, extent)
      )`,
      `CREATE TABLE purge_run (
        id ${id} PRIMARY KEY,
        lane ${word} NOT NULL,
        expected ${json} NOT NULL,
        asked_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        asked_by ${word} NOT NULL,
        asked_at ${instant} NOT NULL,
        finished_at ${instant}
      )`,
      `CREATE UNIQUE INDEX purge_run_one ON purge_run (lane) WHERE finished_at IS NULL`,
      `ALTER TABLE purge ADD COLUMN run_id ${id}`,
      `CREATE INDEX purge_by_run ON purge (run_id) WHERE run_id IS NOT NULL`,
      // By what address a journal entry is found: only its SHA-256, beside the entry that has it in clear.
      `CREATE TABLE journal_mention (
        address_sha256 ${word} NOT NULL,
        seq ${whole} NOT NULL,
        PRIMARY KEY (address_sha256, seq)
      )`,
      `CREATE INDEX journal_mention_by_entry ON journal_mention (seq)`,
      `CREATE TABLE journal_mentions_read (id ${id} PRIMARY KEY, seq ${whole} NOT NULL)`,
      `INSERT INTO journal_mentions_read (id, seq) VALUES ('read', 0)`,
      `CREATE INDEX contact_by_address ON contact (lower(email))`,
      `CREATE INDEX invitation_by_address ON invitation (lower(email))`,
      `CREATE INDEX remediation_request_by_address ON remediation_request (lower(email))`,
      `CREATE INDEX outreach_request_by_address ON outreach_request (lower(email))`,
      `CREATE INDEX offboarding_request_by_address ON offboarding_request (lower(email))`,
      `CREATE INDEX letter_by_address ON letter (lower(to_email))`,
    );
    for (const table of ['purged_text']) {
      await appendOnly(table);
      await neverEmptied(table);
    }
    await redactableOnce('outreach_answer', {
      ...{ register: 'purged_text', key: 'id' },
      stays: ['id', 'request_id', 'number', 'status', 'is_late', 'answered_at'],
    });
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
