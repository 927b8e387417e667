import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Sightings1767225601981 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, day, run } = schema(runner);
    await run(
      `CREATE TABLE sighting (
        actor_id ${id} NOT NULL,
        action ${word} NOT NULL,
        subject_id ${id} NOT NULL,
        seen_on ${day} NOT NULL,
        PRIMARY KEY (actor_id, action, subject_id, seen_on)
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
