import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** The register begins with what vendors have said of their tools so far: each of these jobs takes the list of one submission. */
export class ToolsFromAnswers1767225601902 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { run } = schema(runner);
    await run(
      `INSERT INTO job (id, kind, payload, state, attempts, due_at, created_at)
        SELECT n.id, 'tools.untaken', '{"submissionId":"' || n.id || '"}', 'waiting', 0, n.submitted_at, n.submitted_at
        FROM submission n
        JOIN assessment a ON a.id = n.assessment_id
        JOIN questionnaire_version q ON q.id = a.questionnaire_version_id
        WHERE q.definition LIKE '%"kind":"tools"%'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
