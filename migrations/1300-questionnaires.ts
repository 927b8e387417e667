import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Questionnaires1767225601300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, instant, json, whole, run, frozenOnce } = schema(runner);
    await run(
      `CREATE TABLE questionnaire (
        id ${id} PRIMARY KEY,
        key ${word} NOT NULL UNIQUE,
        title ${word} NOT NULL,
        created_at ${instant} NOT NULL
      )`,
      `CREATE TABLE questionnaire_version (
        id ${id} PRIMARY KEY,
        questionnaire_id ${id} NOT NULL REFERENCES questionnaire (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        definition ${json} NOT NULL,
        sha256 ${word} NOT NULL,
        questions ${whole} NOT NULL,
        created_at ${instant} NOT NULL,
        published_at ${instant},
        version ${whole} NOT NULL,
        UNIQUE (questionnaire_id, number)
      )`,
      `CREATE INDEX questionnaire_by_title ON questionnaire (title, id)`,
    );
    await frozenOnce('questionnaire_version', 'published_at');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
