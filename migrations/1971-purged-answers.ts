import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What a vendor said is frozen, and yet its free text may have to go: once, by a rule, with a row that stays. */
export class PurgedAnswers1767225601971 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, text, word, instant, run, appendOnly, neverEmptied, redactableOnce } =
      schema(runner);
    await run(
      `CREATE TABLE answer_purge (
        assessment_id ${id} PRIMARY KEY REFERENCES assessment (id) ON DELETE RESTRICT,
        rule ${text} NOT NULL,
        reason ${word} NOT NULL,
        at ${instant} NOT NULL
      )`,
    );
    await appendOnly('answer_purge');
    await neverEmptied('answer_purge');
    const why = { register: 'answer_purge', key: 'assessment_id' };
    const submission = ['id', 'assessment_id', 'number', 'sha256', 'receipt'];
    await redactableOnce('submission', {
      ...why,
      stays: [...submission, 'invitation_id', 'submitted_at', 'days_late'],
    });
    const carried = ['assessment_id', 'question_key', 'state', 'submission_id'];
    await redactableOnce('carried_answer', { ...why, stays: [...carried, 'given_at', 'unproven'] });
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
