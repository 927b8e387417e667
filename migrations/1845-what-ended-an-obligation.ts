import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class WhatEndedAnObligation1767225601845 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, run } = schema(runner);
    await run(
      `ALTER TABLE obligation ADD COLUMN ended_by_kind ${word}`,
      `ALTER TABLE obligation ADD COLUMN ended_by_id ${id}`,
      // A reassessment is told apart by the decision it follows; those that stand keep their id, so that nobody is
      // reminded of them again and no calendar shows them twice.
      `UPDATE obligation SET part = part || COALESCE((
          SELECT ' ' || a.id FROM decision d
          JOIN assessment a ON a.id = d.assessment_id
          JOIN engagement e ON e.id = a.engagement_id
          JOIN questionnaire_version n ON n.id = a.questionnaire_version_id
          JOIN questionnaire q ON q.id = n.questionnaire_id
          WHERE a.engagement_id = obligation.subject_id AND a.state IN ('decided', 'superseded')
            AND (obligation.part = 'light' OR e.tier <> 1 OR q.key <> 'ai-vendor-short')
          ORDER BY d.decided_at DESC, a.id DESC LIMIT 1), '')
        WHERE kind = 'reassessment'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
