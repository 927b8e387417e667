import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Evidence1767225601710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, run } = schema(runner);
    await run(
      `CREATE TABLE evidence_file (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        sha256 ${word} NOT NULL,
        bytes ${whole} NOT NULL,
        media_type ${word} NOT NULL,
        extension ${word} NOT NULL,
        blob ${word} NOT NULL UNIQUE,
        preview_blob ${word},
        preview_bytes ${whole},
        previewed_at ${instant},
        stored_at ${instant} NOT NULL,
        UNIQUE (vendor_id, sha256)
      )`,
      `CREATE TABLE evidence (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        title ${word} NOT NULL,
        scope ${text},
        period_from ${day},
        period_to ${day},
        issued_on ${day},
        expires_on ${day},
        revisions ${whole} NOT NULL,
        given_by_kind ${word} NOT NULL,
        given_by_id ${id} NOT NULL,
        given_by ${word} NOT NULL,
        given_at ${instant} NOT NULL,
        withdrawn_at ${instant},
        withdrawn_by ${word},
        withdrawn_reason ${text},
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX evidence_by_vendor ON evidence (vendor_id, given_at, id)`,
      `CREATE INDEX evidence_by_expiry ON evidence (expires_on)`,
      `CREATE INDEX evidence_by_giver ON evidence (given_by_id)`,
      `CREATE TABLE evidence_revision (
        id ${id} PRIMARY KEY,
        evidence_id ${id} NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        file_id ${id} NOT NULL REFERENCES evidence_file (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        given_by_kind ${word} NOT NULL,
        given_by_id ${id} NOT NULL,
        given_by ${word} NOT NULL,
        given_at ${instant} NOT NULL,
        UNIQUE (evidence_id, number)
      )`,
      `CREATE INDEX evidence_revision_by_file ON evidence_revision (file_id)`,
      `CREATE INDEX evidence_revision_by_giver ON evidence_revision (given_by_id)`,
      `CREATE TABLE evidence_link (
        id ${id} PRIMARY KEY,
        evidence_id ${id} NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        part ${word} NOT NULL,
        linked_by_kind ${word} NOT NULL,
        linked_by_id ${id} NOT NULL,
        linked_by ${word} NOT NULL,
        linked_at ${instant} NOT NULL,
        UNIQUE (evidence_id, subject_kind, subject_id, part)
      )`,
      `CREATE INDEX evidence_link_by_subject ON evidence_link (subject_kind, subject_id, part)`,
      `CREATE TABLE upload (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        bytes ${whole} NOT NULL,
        sha256 ${word},
        subject_kind ${word},
        subject_id ${id},
        part ${word},
        started_by_kind ${word} NOT NULL,
        started_by_id ${id} NOT NULL,
        started_by ${word} NOT NULL,
        started_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        evidence_id ${id} REFERENCES evidence (id) ON DELETE RESTRICT,
        finished_at ${instant}
      )`,
      `CREATE INDEX upload_by_expiry ON upload (expires_at)`,
      `CREATE INDEX upload_by_starter ON upload (started_by_id)`,
      `CREATE TABLE upload_part (
        upload_id ${id} NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
        from_byte ${whole} NOT NULL,
        bytes ${whole} NOT NULL,
        sha256 ${word} NOT NULL,
        blob ${word} NOT NULL UNIQUE,
        PRIMARY KEY (upload_id, from_byte)
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
