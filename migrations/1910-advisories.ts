import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Advisories1767225601910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, flag, run } = schema(runner);
    await run(
      `CREATE TABLE advisory_event (
        id ${id} PRIMARY KEY,
        title ${word} NOT NULL,
        kind ${word} NOT NULL,
        is_broad ${flag} NOT NULL,
        published_at ${instant} NOT NULL,
        merged_into_id ${id} REFERENCES advisory_event (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX advisory_event_by_day ON advisory_event (published_at, id) WHERE merged_into_id IS NULL`,
      `CREATE INDEX advisory_event_merged ON advisory_event (merged_into_id) WHERE merged_into_id IS NOT NULL`,
      `CREATE TABLE advisory (
        id ${id} PRIMARY KEY,
        event_id ${id} NOT NULL REFERENCES advisory_event (id) ON DELETE RESTRICT,
        home_event_id ${id} NOT NULL UNIQUE REFERENCES advisory_event (id) ON DELETE RESTRICT,
        osv_id ${word} NOT NULL UNIQUE,
        kind ${word} NOT NULL,
        kind_because ${text} NOT NULL,
        kind_by ${word},
        summary ${text} NOT NULL,
        details ${text} NOT NULL,
        published_at ${instant},
        modified_at ${instant} NOT NULL,
        withdrawn_at ${instant},
        window_from ${day},
        window_to ${day},
        is_broad ${flag} NOT NULL,
        links ${json} NOT NULL,
        disputed ${text},
        notes ${text},
        source ${word} NOT NULL,
        source_name ${word},
        raw_hash ${word} NOT NULL,
        recorded_by ${word} NOT NULL,
        recorded_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX advisory_by_event ON advisory (event_id)`,
      `CREATE INDEX advisory_by_day ON advisory (modified_at, id)`,
      `CREATE TABLE advisory_alias (
        advisory_id ${id} NOT NULL REFERENCES advisory (id) ON DELETE RESTRICT,
        value ${word} NOT NULL,
        by_person ${flag} NOT NULL,
        PRIMARY KEY (advisory_id, value)
      )`,
      `CREATE INDEX advisory_alias_value ON advisory_alias (value, advisory_id)`,
      `CREATE TABLE advisory_package (
        id ${id} PRIMARY KEY,
        advisory_id ${id} NOT NULL REFERENCES advisory (id) ON DELETE RESTRICT,
        position ${whole} NOT NULL,
        purl ${word},
        ecosystem ${word} NOT NULL,
        name ${word} NOT NULL,
        versions ${json} NOT NULL,
        ranges ${json} NOT NULL,
        is_broad ${flag} NOT NULL,
        UNIQUE (advisory_id, position)
      )`,
      `CREATE INDEX advisory_package_name ON advisory_package (name, advisory_id)`,
      `CREATE INDEX advisory_package_purl ON advisory_package (purl, advisory_id)`,
      `CREATE TABLE advisory_text (
        id ${id} PRIMARY KEY,
        advisory_id ${id} NOT NULL REFERENCES advisory (id) ON DELETE RESTRICT,
        raw ${text} NOT NULL,
        raw_hash ${word} NOT NULL,
        modified_at ${instant} NOT NULL,
        standing ${word} NOT NULL,
        source ${word} NOT NULL,
        source_name ${word},
        recorded_by ${word} NOT NULL,
        recorded_at ${instant} NOT NULL,
        UNIQUE (advisory_id, raw_hash)
      )`,
      `CREATE TABLE advisory_bond (
        id ${id} PRIMARY KEY,
        one_id ${id} NOT NULL REFERENCES advisory (id) ON DELETE RESTRICT,
        other_id ${id} NOT NULL REFERENCES advisory (id) ON DELETE RESTRICT,
        rule ${word} NOT NULL,
        why ${text} NOT NULL,
        state ${word} NOT NULL,
        decided_by ${word},
        decided_at ${instant},
        reason ${text},
        created_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        UNIQUE (one_id, other_id)
      )`,
      `CREATE INDEX advisory_bond_other ON advisory_bond (other_id)`,
      `CREATE INDEX advisory_bond_suggested ON advisory_bond (created_at, id) WHERE state = 'suggested'`,
      `CREATE TABLE advisory_turn (id ${whole} PRIMARY KEY, taken ${whole} NOT NULL)`,
      `INSERT INTO advisory_turn (id, taken) VALUES (1, 0)`,
      `CREATE TABLE advisory_import (
        id ${id} PRIMARY KEY,
        source ${word} NOT NULL,
        source_name ${word},
        state ${word} NOT NULL,
        added ${whole} NOT NULL,
        changed ${whole} NOT NULL,
        same ${whole} NOT NULL,
        taken ${json} NOT NULL,
        left_out ${json} NOT NULL,
        left_out_count ${whole} NOT NULL,
        problem ${text},
        begun_by ${word} NOT NULL,
        begun_at ${instant} NOT NULL,
        finished_at ${instant}
      )`,
      `CREATE INDEX advisory_import_by_day ON advisory_import (begun_at, id)`,
      `CREATE TABLE advisory_file (
        hash ${word} PRIMARY KEY,
        name ${word} NOT NULL,
        bytes ${whole} NOT NULL,
        import_id ${id} REFERENCES advisory_import (id) ON DELETE RESTRICT,
        read_at ${instant} NOT NULL
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
