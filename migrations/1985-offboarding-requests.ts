import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class OffboardingRequests1767225601985 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, day, instant, whole, run } = schema(runner);
    await run(
      `CREATE TABLE offboarding_request (
        id ${id} PRIMARY KEY,
        offboarding_id ${id} NOT NULL REFERENCES offboarding (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        contact_id ${id} NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        email ${word} NOT NULL,
        message ${text},
        asker_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        secret_hash ${word} NOT NULL UNIQUE,
        sent_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        opened_at ${instant},
        revoked_at ${instant},
        purged_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE UNIQUE INDEX offboarding_request_live ON offboarding_request (offboarding_id) WHERE revoked_at IS NULL`,
      `CREATE INDEX offboarding_request_by_offboarding ON offboarding_request (offboarding_id, sent_at)`,
      `CREATE INDEX offboarding_request_by_vendor ON offboarding_request (vendor_id)`,
      `CREATE TABLE offboarding_session (
        id ${id} PRIMARY KEY,
        secret_hash ${word} NOT NULL UNIQUE,
        request_id ${id} NOT NULL REFERENCES offboarding_request (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL
      )`,
      `CREATE INDEX offboarding_session_by_request ON offboarding_session (request_id)`,
      `CREATE TABLE offboarding_confirmation (
        id ${id} PRIMARY KEY,
        request_id ${id} NOT NULL REFERENCES offboarding_request (id) ON DELETE RESTRICT,
        offboarding_id ${id} NOT NULL REFERENCES offboarding (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        data_was ${word} NOT NULL,
        done_on ${day} NOT NULL,
        method ${text} NOT NULL,
        backups_until ${day},
        remains ${text},
        confirmed_by ${word} NOT NULL,
        answered_by ${word} NOT NULL,
        answered_at ${instant} NOT NULL,
        accepted_by ${word},
        accepted_at ${instant},
        returned_by ${word},
        returned_at ${instant},
        returned_because ${text},
        purged_at ${instant}
      )`,
      `CREATE UNIQUE INDEX offboarding_confirmation_numbers ON offboarding_confirmation (offboarding_id, number)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
