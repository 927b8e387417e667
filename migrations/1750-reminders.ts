import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Reminders1767225601750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, day, instant, json, whole, flag, run } = schema(runner);
    await run(
      `ALTER TABLE app_user ADD COLUMN manager_id ${id} REFERENCES app_user (id) ON DELETE RESTRICT`,
      `CREATE INDEX app_user_by_manager ON app_user (manager_id)`,
      `CREATE TABLE preference (
        user_id ${id} PRIMARY KEY REFERENCES app_user (id) ON DELETE RESTRICT,
        zone ${word} NOT NULL,
        digest_hour ${whole} NOT NULL,
        quiet_weekdays ${json} NOT NULL,
        quiet_days ${json} NOT NULL,
        digests_by_mail ${flag} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE TABLE digest (
        id ${id} PRIMARY KEY,
        person_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        day ${day} NOT NULL,
        created_at ${instant} NOT NULL,
        letter_id ${id} REFERENCES letter (id) ON DELETE RESTRICT,
        off_hash ${word} UNIQUE,
        UNIQUE (person_id, day)
      )`,
      `CREATE INDEX digest_by_day ON digest (day)`,
      `CREATE TABLE reminder (
        id ${id} PRIMARY KEY,
        obligation_id ${id} NOT NULL REFERENCES obligation (id) ON DELETE RESTRICT,
        due_on ${day} NOT NULL,
        rung ${whole} NOT NULL,
        recipient_kind ${word} NOT NULL,
        recipient_id ${id} NOT NULL,
        channel ${word} NOT NULL,
        cause ${word} NOT NULL,
        letter_id ${id} REFERENCES letter (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        read_at ${instant},
        UNIQUE (obligation_id, due_on, rung, recipient_kind, recipient_id, channel)
      )`,
      `CREATE INDEX reminder_listed ON reminder (recipient_id, created_at, id) WHERE channel = 'list'`,
      `CREATE INDEX reminder_unread ON reminder (recipient_id) WHERE channel = 'list' AND read_at IS NULL`,
      `CREATE TABLE snooze (
        obligation_id ${id} NOT NULL REFERENCES obligation (id) ON DELETE RESTRICT,
        person_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        due_on ${day} NOT NULL,
        until ${day} NOT NULL,
        reason ${text} NOT NULL,
        created_at ${instant} NOT NULL,
        PRIMARY KEY (obligation_id, person_id)
      )`,
      `CREATE INDEX snooze_by_person ON snooze (person_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
