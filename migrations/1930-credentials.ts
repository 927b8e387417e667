import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Credentials1767225601930 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, run } = schema(runner);
    await run(
      `CREATE TABLE credential (
        id ${id} PRIMARY KEY,
        engagement_id ${id} NOT NULL REFERENCES engagement (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        kind ${word} NOT NULL,
        name ${word} NOT NULL,
        opens ${text} NOT NULL,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        issued_on ${day},
        rotated_on ${day},
        ended_at ${instant},
        ended_because ${text},
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX credential_by_engagement ON credential (engagement_id)`,
      `CREATE INDEX credential_by_vendor ON credential (vendor_id, ended_at)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
