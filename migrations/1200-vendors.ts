import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Vendors1767225601200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, real, flag, run } = schema(runner);
    await run(
      `CREATE TABLE vendor (
        id ${id} PRIMARY KEY,
        name ${word} NOT NULL,
        sort_name ${word} NOT NULL,
        website ${word},
        description ${text},
        status ${word} NOT NULL,
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        tier ${whole},
        inherent_level ${word},
        band ${word},
        residual ${real},
        floored ${flag},
        band_reason ${text},
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX vendor_by_name ON vendor (sort_name, id)`,
      `CREATE INDEX vendor_by_status_and_name ON vendor (status, sort_name, id)`,
      `CREATE INDEX vendor_by_risk ON vendor (coalesce(residual, -1), id)`,
      `CREATE INDEX vendor_by_tier ON vendor (coalesce(tier, 9), id)`,
      `CREATE INDEX vendor_by_change ON vendor (updated_at, id)`,
      `CREATE INDEX vendor_by_owner ON vendor (owner_id, sort_name, id)`,
      `CREATE INDEX vendor_by_tier_and_band ON vendor (tier, band, sort_name, id)`,
      `CREATE TABLE vendor_word (
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE CASCADE,
        word ${word} NOT NULL,
        PRIMARY KEY (vendor_id, word)
      )`,
      `CREATE INDEX vendor_word_by_word ON vendor_word (word, vendor_id)`,
      `CREATE TABLE engagement (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        purpose ${text},
        data ${json} NOT NULL,
        access ${json} NOT NULL,
        criticality ${word} NOT NULL,
        autonomy ${word} NOT NULL,
        likelihood ${json} NOT NULL,
        holds_credentials ${flag} NOT NULL,
        code_runs_here ${flag} NOT NULL,
        supports_critical_function ${flag} NOT NULL,
        starts_on ${day},
        ends_on ${day},
        inherent ${json} NOT NULL,
        tier ${whole} NOT NULL,
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX engagement_by_vendor ON engagement (vendor_id)`,
      `CREATE TABLE contact (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        email ${word} NOT NULL,
        position ${word},
        created_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        UNIQUE (vendor_id, email)
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
