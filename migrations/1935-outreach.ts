import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Outreach1767225601935 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, flag, run, appendOnly } = schema(runner);
    await run(
      `CREATE TABLE rotation (
        id ${id} PRIMARY KEY,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        credential_id ${id} NOT NULL REFERENCES credential (id) ON DELETE RESTRICT,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        due_at ${instant} NOT NULL,
        state ${word} NOT NULL,
        note ${text},
        rotated_on ${day},
        rotated_before ${day},
        settled_by ${word},
        settled_at ${instant},
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        UNIQUE (incident_id, credential_id)
      )`,
      `CREATE INDEX rotation_by_due ON rotation (incident_id, due_at)`,
      `CREATE INDEX rotation_by_vendor ON rotation (vendor_id, state)`,
      `CREATE TABLE outreach (
        id ${id} PRIMARY KEY,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        round ${whole} NOT NULL,
        standings ${json} NOT NULL,
        message ${text},
        vendors ${whole} NOT NULL,
        sent_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        sent_by ${word} NOT NULL,
        created_at ${instant} NOT NULL,
        done_at ${instant},
        UNIQUE (incident_id, round)
      )`,
      `CREATE TABLE outreach_request (
        id ${id} PRIMARY KEY,
        outreach_id ${id} NOT NULL REFERENCES outreach (id) ON DELETE RESTRICT,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        round ${whole} NOT NULL,
        contact_id ${id} REFERENCES contact (id) ON DELETE RESTRICT,
        name ${word},
        email ${word},
        secret_hash ${word} UNIQUE,
        letter_id ${id},
        sent_at ${instant},
        due_at ${instant},
        expires_at ${instant},
        opened_at ${instant},
        answered_at ${instant},
        reminded_before_at ${instant},
        reminded_after_at ${instant},
        undeliverable_at ${instant},
        revoked_at ${instant},
        version ${whole} NOT NULL,
        UNIQUE (incident_id, vendor_id, round)
      )`,
      `CREATE INDEX outreach_request_by_outreach ON outreach_request (outreach_id, id)`,
      `CREATE INDEX outreach_request_by_vendor ON outreach_request (vendor_id, incident_id)`,
      `CREATE INDEX outreach_request_by_due ON outreach_request (due_at)
        WHERE answered_at IS NULL AND revoked_at IS NULL`,
      `CREATE TABLE outreach_session (
        id ${id} PRIMARY KEY,
        secret_hash ${word} NOT NULL UNIQUE,
        request_id ${id} NOT NULL REFERENCES outreach_request (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL
      )`,
      `CREATE INDEX outreach_session_by_request ON outreach_session (request_id)`,
      `CREATE TABLE outreach_answer (
        id ${id} PRIMARY KEY,
        request_id ${id} NOT NULL REFERENCES outreach_request (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        answers ${json} NOT NULL,
        open_vex ${text},
        status ${word} NOT NULL,
        is_late ${flag} NOT NULL,
        answered_by ${word} NOT NULL,
        answered_at ${instant} NOT NULL,
        UNIQUE (request_id, number)
      )`,
    );
    await appendOnly('outreach_answer');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
