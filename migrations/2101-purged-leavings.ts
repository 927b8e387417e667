import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** What was confirmed when a vendor was left, and why something was held, serve for a time; who gave a file goes with the file. */
export class PurgedLeavings1767225602101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { run, redactableOnce } = schema(runner);
    const why = { register: 'purged_text', key: 'id' };
    await redactableOnce('offboarding', {
      ...{ ...why, frozen: 'ended_at' },
      stays: [
        ...['id', 'vendor_id', 'owner_id', 'due_on', 'state', 'started_by', 'started_at'],
        ...['ended_by', 'ended_at', 'updated_at'],
      ],
    });
    await redactableOnce('legal_hold', {
      ...{ ...why, frozen: 'released_at' },
      stays: [
        ...['id', 'subject_kind', 'subject_id', 'vendor_id', 'owner_id', 'placed_by', 'placed_at'],
        ...['released_by', 'released_at'],
      ],
    });
    await run(
      `UPDATE evidence_revision SET given_by = 'Purged' WHERE given_by_kind = 'respondent' AND destroyed_at IS NOT NULL`,
      `UPDATE evidence SET given_by = 'Purged' WHERE given_by_kind = 'respondent' AND NOT EXISTS (
        SELECT 1 FROM evidence_revision r WHERE r.evidence_id = evidence.id AND r.destroyed_at IS NULL)`,
      `UPDATE evidence_link SET linked_by = 'Purged' WHERE linked_by_kind = 'respondent' AND NOT EXISTS (
        SELECT 1 FROM evidence_revision r WHERE r.evidence_id = evidence_link.evidence_id AND r.destroyed_at IS NULL)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
