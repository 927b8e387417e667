import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Policies1767225601700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { instant, json, whole, word, run } = schema(runner);
    await run(
      `CREATE TABLE policy (
        code ${word} PRIMARY KEY,
        figures ${json} NOT NULL,
        changed_by ${word} NOT NULL,
        changed_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
