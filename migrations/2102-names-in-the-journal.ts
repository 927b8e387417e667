import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal is read once more for whom it names: by name now, too. */
export class NamesInTheJournal1767225602102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE journal_mentions_read SET seq = 0`);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
