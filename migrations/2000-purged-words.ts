import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What was asked to be changed, and what was noted about an incident, may lose its words; that it was, when and by whom stays. */
export class PurgedWords1767225602000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { redactableOnce } = schema(runner);
    const why = { register: 'purged_text', key: 'id' };
    await redactableOnce('incident_entry', {
      ...{ ...why, of: 'incident_id' },
      stays: ['id', 'incident_id', 'at', 'kind', 'counts', 'derivation', 'actor_kind'],
    });
    await redactableOnce('change_round', {
      ...{ ...why, frozen: 'closed_at' },
      stays: [
        ...['id', 'assessment_id', 'number', 'due_on', 'asked_by_id', 'asked_by', 'asked_at'],
        ...['submission_id', 'closed_at'],
      ],
    });
    await redactableOnce('change_question', {
      ...{ ...why, of: 'round_id' },
      stays: ['round_id', 'question_key', 'assessment_id', 'remarked_by'],
    });
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
