import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class InventoryImports1767225601905 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, flag, run } = schema(runner);
    await run(
      `CREATE TABLE inventory_import (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} REFERENCES engagement (id) ON DELETE RESTRICT,
        evidence_id ${id} NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
        revision_id ${id} NOT NULL REFERENCES evidence_revision (id) ON DELETE RESTRICT,
        file_name ${word} NOT NULL,
        subject ${word},
        described_on ${day},
        is_complete ${flag},
        state ${word} NOT NULL,
        problem ${text},
        format ${word},
        entries ${whole},
        repeated ${whole},
        dropped ${whole},
        inventory_id ${id} REFERENCES inventory (id) ON DELETE RESTRICT,
        started_by_kind ${word} NOT NULL,
        started_by_id ${id} NOT NULL,
        started_by ${word} NOT NULL,
        started_at ${instant} NOT NULL,
        finished_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX inventory_import_by_vendor ON inventory_import (vendor_id, started_at, id)`,
      `CREATE INDEX inventory_import_by_inventory ON inventory_import (inventory_id)`,
      // One file at a time: a second click begins nothing.
      `CREATE UNIQUE INDEX inventory_import_under_way ON inventory_import (revision_id)
        WHERE state IN ('waiting', 'reading', 'day_wanted')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
