import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What vendors said about incidents was kept as entered by hand: it has a source of its own. */
export class OutreachLists1767225601942 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { run } = schema(runner);
    const said = `source = 'analyst' AND source_id IN (SELECT id FROM outreach_answer)`;
    await run(
      `UPDATE tool_use SET source = 'outreach' WHERE inventory_id IN (SELECT id FROM inventory WHERE ${said})`,
      `UPDATE inventory SET source = 'outreach', family = 'outreach' WHERE ${said}`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
