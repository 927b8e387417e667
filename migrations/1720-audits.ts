import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Audits1767225601720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, run } = schema(runner);
    await run(
      `CREATE TABLE auditor (
        id ${id} PRIMARY KEY,
        kind ${word} NOT NULL,
        name ${word} NOT NULL,
        sort_name ${word} NOT NULL,
        website ${word},
        doubted_at ${instant},
        doubt_reason ${text},
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        UNIQUE (kind, sort_name)
      )`,
      `CREATE INDEX auditor_by_name ON auditor (sort_name, id)`,
      `CREATE TABLE audit (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        kind ${word} NOT NULL,
        title ${word},
        auditor_id ${id} NOT NULL REFERENCES auditor (id) ON DELETE RESTRICT,
        platform_id ${id} REFERENCES auditor (id) ON DELETE RESTRICT,
        scope ${text} NOT NULL,
        period_from ${day},
        period_to ${day},
        issued_on ${day},
        expires_on ${day},
        certificate_number ${word},
        surveillance_on ${day},
        material_change_on ${day},
        cadence_months ${whole},
        next_due_on ${day},
        subservices ${json} NOT NULL,
        notes ${text},
        rejected_at ${instant},
        rejected_reason ${text},
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX audit_by_vendor ON audit (vendor_id, kind)`,
      `CREATE INDEX audit_by_auditor ON audit (auditor_id)`,
      `CREATE INDEX audit_by_platform ON audit (platform_id)`,
      `CREATE TABLE audit_exception (
        id ${id} PRIMARY KEY,
        audit_id ${id} NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
        position ${whole} NOT NULL,
        text ${text} NOT NULL,
        severity ${word} NOT NULL,
        response ${text},
        created_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        UNIQUE (audit_id, position)
      )`,
      `CREATE TABLE bridge_letter (
        id ${id} PRIMARY KEY,
        audit_id ${id} NOT NULL REFERENCES audit (id) ON DELETE RESTRICT,
        issued_on ${day} NOT NULL,
        covers_from ${day} NOT NULL,
        covers_until ${day} NOT NULL,
        signed_by ${word} NOT NULL,
        signer_role ${word} NOT NULL,
        created_at ${instant} NOT NULL
      )`,
      `CREATE INDEX bridge_letter_by_audit ON bridge_letter (audit_id, covers_from)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
