import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Decisions1767225601810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, day, instant, json, whole, run, appendOnly, frozenOnce } =
      schema(runner);
    await run(
      `CREATE TABLE band_override (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        in_force_for ${id} UNIQUE REFERENCES assessment (id) ON DELETE RESTRICT,
        band ${word} NOT NULL,
        reason ${text} NOT NULL,
        until_on ${day} NOT NULL,
        score_id ${id} NOT NULL REFERENCES score (id) ON DELETE RESTRICT,
        model_band ${word} NOT NULL,
        set_by_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        set_by ${word} NOT NULL,
        set_at ${instant} NOT NULL,
        ended_how ${word},
        ended_because ${text},
        ended_by ${word},
        ended_at ${instant}
      )`,
      `CREATE INDEX band_override_by_assessment ON band_override (assessment_id, set_at, id)`,
      `CREATE INDEX band_override_by_end ON band_override (in_force_for, until_on)`,
      `ALTER TABLE score ADD COLUMN overridden ${json}`,
      `ALTER TABLE vendor ADD COLUMN overridden ${json}`,
      `ALTER TABLE decision ADD COLUMN band ${word}`,
      `ALTER TABLE decision ADD COLUMN residual DOUBLE PRECISION`,
      `ALTER TABLE decision ADD COLUMN overridden ${json}`,
      `ALTER TABLE decision ADD COLUMN override_id ${id} REFERENCES band_override (id) ON DELETE RESTRICT`,
      `ALTER TABLE decision ADD COLUMN open_findings ${json}`,
      `CREATE TABLE decision_condition (
        id ${id} PRIMARY KEY,
        decision_id ${id} NOT NULL REFERENCES decision (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        text ${text} NOT NULL,
        severity ${word} NOT NULL,
        due_on ${day} NOT NULL,
        finding_id ${id} NOT NULL REFERENCES finding (id) ON DELETE RESTRICT,
        UNIQUE (decision_id, number)
      )`,
      `CREATE INDEX decision_condition_by_finding ON decision_condition (finding_id)`,
    );
    await appendOnly('decision_condition');
    await frozenOnce('band_override', 'ended_at');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
