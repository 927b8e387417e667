import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Keeping1767225601970 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run, appendOnly, frozenOnce, neverEmptied } =
      schema(runner);
    await run(
      `ALTER TABLE vendor ADD COLUMN left_at ${instant}`,
      // Nothing else tells when it was: an earlier day could only purge too soon.
      `UPDATE vendor SET left_at = updated_at WHERE status IN ('offboarded', 'rejected')`,
      `ALTER TABLE contact ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE letter ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE invitation ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE remediation_request ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE outreach_request ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE evidence_file ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE evidence_revision ADD COLUMN purged_at ${instant}`,
      `ALTER TABLE evidence_revision ADD COLUMN purged_rule ${text}`,
      `ALTER TABLE evidence_revision ADD COLUMN destroyed_at ${instant}`,
      `CREATE INDEX evidence_revision_half_purged ON evidence_revision (purged_at)
        WHERE purged_at IS NOT NULL AND destroyed_at IS NULL`,
      `CREATE TABLE keeping_gate (id ${id} PRIMARY KEY)`,
      `INSERT INTO keeping_gate (id) VALUES ('gate')`,
      `CREATE TABLE legal_hold (
        id ${id} PRIMARY KEY,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        vendor_id ${id} REFERENCES vendor (id) ON DELETE RESTRICT,
        reason ${text} NOT NULL,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        placed_by ${word} NOT NULL,
        placed_at ${instant} NOT NULL,
        released_because ${text},
        released_by ${word},
        released_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX legal_hold_by_time ON legal_hold (placed_at, id)`,
      `CREATE INDEX legal_hold_standing ON legal_hold (subject_kind, subject_id) WHERE released_at IS NULL`,
      `CREATE INDEX legal_hold_by_vendor ON legal_hold (vendor_id)`,
      `CREATE TABLE purge (
        id ${id} PRIMARY KEY,
        kind ${word} NOT NULL,
        reason ${word} NOT NULL,
        rules ${json} NOT NULL,
        items ${whole} NOT NULL,
        by ${word} NOT NULL,
        at ${instant} NOT NULL
      )`,
      `CREATE INDEX purge_by_time ON purge (at, id)`,
      `CREATE INDEX purge_by_kind ON purge (kind, at)`,
    );
    await appendOnly('purge');
    await frozenOnce('legal_hold', 'released_at');
    for (const table of ['purge', 'legal_hold']) await neverEmptied(table);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
