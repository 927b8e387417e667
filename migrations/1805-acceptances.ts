import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Acceptances1767225601805 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, run } = schema(runner);
    await run(
      `ALTER TABLE engagement ADD COLUMN band ${word}`,
      `UPDATE engagement SET band = (
        SELECT s.band FROM score s JOIN assessment a ON a.id = s.assessment_id
        WHERE a.engagement_id = engagement.id AND a.state <> 'superseded'
        ORDER BY a.submitted_at DESC, a.id DESC, s.number DESC LIMIT 1)`,
      `CREATE TABLE risk_acceptance (
        id ${id} PRIMARY KEY,
        finding_id ${id} NOT NULL REFERENCES finding (id) ON DELETE RESTRICT,
        state ${word} NOT NULL,
        reason ${text} NOT NULL,
        until ${day} NOT NULL,
        requester_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        requester ${word} NOT NULL,
        requested_at ${instant} NOT NULL,
        settler_id ${id} REFERENCES app_user (id) ON DELETE RESTRICT,
        settler ${word},
        settled_at ${instant},
        settled_because ${text},
        band ${word},
        ended_how ${word},
        ended_by ${word},
        ended_at ${instant},
        ended_because ${text},
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX risk_acceptance_by_finding ON risk_acceptance (finding_id, requested_at)`,
      `CREATE INDEX risk_acceptance_by_state ON risk_acceptance (state, until)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
