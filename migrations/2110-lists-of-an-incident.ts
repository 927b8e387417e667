import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** Where very many vendors have stated something, or hold what is to be renewed, no page of that is sorted anew. */
export class ListsOfAnIncident1767225602110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { run } = schema(runner);
    await run(
      `CREATE INDEX statement_by_recording ON statement (incident_id, recorded_at, id)`,
      `DROP INDEX rotation_by_due`,
      `CREATE INDEX rotation_by_due ON rotation (incident_id, due_at, id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
