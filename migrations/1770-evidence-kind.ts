import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

const moved = ['subprocessorListDays', 'sbomDays', 'selfAssessmentMonths', 'dueSoonDays'];

export class EvidenceKind1767225601770 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { word, run } = schema(runner);
    await run(`ALTER TABLE evidence ADD COLUMN kind ${word} NOT NULL DEFAULT 'other'`);
    await this.moveFigures(runner);
  }

  /** Figures for documents were among those for audits; what somebody changed there holds on. */
  private async moveFigures(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    const [changed] = (await runner.query(
      `SELECT figures FROM policy WHERE code = 'freshness'`,
    )) as { figures: string }[];
    if (!changed) return;
    const figures = Object.entries(JSON.parse(changed.figures) as Record<string, number>);
    await runner.query(
      `INSERT INTO policy (code, figures, changed_by, changed_at, version)
       SELECT 'evidence-freshness', ${postgres ? '$1' : '?'}, changed_by, changed_at, 1 FROM policy
       WHERE code = 'freshness'`,
      [JSON.stringify(Object.fromEntries(figures.filter(([key]) => moved.includes(key))))],
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
