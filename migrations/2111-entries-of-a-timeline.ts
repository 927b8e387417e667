import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

/** Where only who answered was taken out of a timeline, no other entry of it may change, and of that one no word. */
export class EntriesOfATimeline1767225602111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { redactableOnce } = schema(runner);
    await redactableOnce('incident_entry', {
      ...{ register: 'purged_text', key: 'id', of: 'incident_id', extent: 'all' },
      stays: ['id', 'incident_id', 'at', 'kind', 'counts', 'derivation', 'actor_kind'],
      itself: { of: 'id', extent: 'names', stays: ['words'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
