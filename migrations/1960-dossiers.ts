import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Dossiers1767225601960 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, money, run } = schema(runner);
    await run(
      `CREATE TABLE dossier (
        id ${id} PRIMARY KEY,
        scope ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        title ${text} NOT NULL,
        period_from ${day},
        period_to ${day},
        profile ${word} NOT NULL,
        state ${word} NOT NULL,
        report_id ${id} REFERENCES report (id) ON DELETE RESTRICT,
        checkpoint_size ${whole} REFERENCES journal_checkpoint (size) ON DELETE RESTRICT,
        done_bytes ${money} NOT NULL,
        total_bytes ${money} NOT NULL,
        lacking ${json} NOT NULL,
        problem ${text},
        blob ${word},
        sha256 ${word},
        bytes ${money},
        fingerprint ${word},
        requested_by_id ${id} NOT NULL,
        requested_by ${word} NOT NULL,
        created_at ${instant} NOT NULL,
        built_at ${instant},
        expires_at ${instant}
      )`,
      `CREATE INDEX dossier_by_creation ON dossier (created_at, id)`,
      `CREATE INDEX dossier_by_subject ON dossier (scope, subject_id, created_at)`,
      `CREATE INDEX dossier_by_expiry ON dossier (state, expires_at)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
