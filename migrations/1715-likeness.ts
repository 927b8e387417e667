import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Likeness1767225601715 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, whole, run } = schema(runner);
    await run(
      `CREATE TABLE fingerprint_key (
        id ${id} PRIMARY KEY,
        sealed ${text} NOT NULL,
        made_at ${instant} NOT NULL
      )`,
      `CREATE TABLE evidence_fingerprint (
        file_id ${id} PRIMARY KEY REFERENCES evidence_file (id) ON DELETE CASCADE,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE CASCADE,
        words ${whole} NOT NULL,
        signature ${text},
        made_at ${instant} NOT NULL
      )`,
      `CREATE INDEX evidence_fingerprint_by_vendor ON evidence_fingerprint (vendor_id)`,
      `CREATE TABLE evidence_fingerprint_band (
        file_id ${id} NOT NULL REFERENCES evidence_fingerprint (file_id) ON DELETE CASCADE,
        band ${whole} NOT NULL,
        word ${word} NOT NULL,
        PRIMARY KEY (file_id, band)
      )`,
      `CREATE INDEX evidence_fingerprint_band_by_word ON evidence_fingerprint_band (word, band)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
