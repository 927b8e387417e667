import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Reports1767225601600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run } = schema(runner);
    await run(
      `CREATE TABLE report (
        id ${id} PRIMARY KEY,
        template ${word} NOT NULL,
        subject_kind ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        title ${word} NOT NULL,
        format ${word} NOT NULL,
        view ${json} NOT NULL,
        state ${word} NOT NULL,
        problem ${text},
        blob ${word},
        sha256 ${word},
        pages ${whole},
        bytes ${whole},
        requested_by_id ${id} NOT NULL,
        requested_by ${word} NOT NULL,
        created_at ${instant} NOT NULL,
        printed_at ${instant}
      )`,
      `CREATE INDEX report_by_subject ON report (subject_kind, subject_id, created_at)`,
      `CREATE INDEX report_by_creation ON report (created_at, id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
