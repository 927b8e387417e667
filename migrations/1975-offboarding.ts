import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Offboarding1767225601975 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, day, instant, json, whole, run, frozenOnce, neverEmptied } =
      schema(runner);
    await run(
      `CREATE TABLE offboarding (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        due_on ${day} NOT NULL,
        state ${word} NOT NULL,
        started_by ${word} NOT NULL,
        started_at ${instant} NOT NULL,
        ended_by ${word},
        ended_at ${instant},
        ended_because ${text},
        stood ${json},
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE UNIQUE INDEX offboarding_running ON offboarding (vendor_id) WHERE ended_at IS NULL`,
      `CREATE INDEX offboarding_by_vendor ON offboarding (vendor_id, started_at)`,
      `CREATE INDEX offboarding_by_due ON offboarding (due_on, id)`,
      `CREATE TABLE offboarding_step (
        offboarding_id ${id} NOT NULL REFERENCES offboarding (id) ON DELETE RESTRICT,
        step ${word} NOT NULL,
        outcome ${word} NOT NULL,
        data_was ${word},
        confirmed_by ${word},
        confirmed_on ${day},
        note ${text},
        reason ${text},
        settled_by ${word} NOT NULL,
        settled_at ${instant} NOT NULL,
        PRIMARY KEY (offboarding_id, step)
      )`,
    );
    await frozenOnce('offboarding', 'ended_at');
    await neverEmptied('offboarding');
    await neverEmptied('offboarding_step');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
