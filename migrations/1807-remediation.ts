import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Remediation1767225601807 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, run } = schema(runner);
    await run(
      `CREATE TABLE remediation_request (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        contact_id ${id} NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        email ${word} NOT NULL,
        message ${text},
        asker_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        secret_hash ${word} NOT NULL UNIQUE,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        opened_at ${instant},
        revoked_at ${instant}
      )`,
      `CREATE INDEX remediation_request_by_vendor ON remediation_request (vendor_id, created_at)`,
      `CREATE TABLE remediation_request_finding (
        request_id ${id} NOT NULL REFERENCES remediation_request (id) ON DELETE RESTRICT,
        finding_id ${id} NOT NULL REFERENCES finding (id) ON DELETE RESTRICT,
        PRIMARY KEY (request_id, finding_id)
      )`,
      `CREATE INDEX remediation_request_by_finding ON remediation_request_finding (finding_id)`,
      `CREATE TABLE remediation_session (
        id ${id} PRIMARY KEY,
        secret_hash ${word} NOT NULL UNIQUE,
        request_id ${id} NOT NULL REFERENCES remediation_request (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL
      )`,
      `CREATE INDEX remediation_session_by_request ON remediation_session (request_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
