import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** A score repeats why a question does not apply, in the vendor's words: they go with the answers, and figures stay. */
export class PurgedScores1767225601996 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { redactableOnce } = schema(runner);
    await redactableOnce('score', {
      register: 'answer_purge',
      key: 'assessment_id',
      stays: [
        ...['id', 'assessment_id', 'submission_id', 'previous_id', 'number', 'model_id'],
        ...['model_version', 'model_hash', 'band', 'residual', 'overridden', 'scored_at'],
      ],
    });
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
