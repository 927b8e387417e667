import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class SupplyChain1767225601900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, flag, run } = schema(runner);
    await run(
      `CREATE TABLE supplier (
        id ${id} PRIMARY KEY,
        name ${word} NOT NULL,
        name_key ${word} NOT NULL UNIQUE,
        web_address ${text},
        vendor_id ${id} REFERENCES vendor (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX supplier_by_vendor ON supplier (vendor_id)`,
      `CREATE TABLE tool (
        id ${id} PRIMARY KEY,
        identity ${word} NOT NULL UNIQUE,
        name ${word} NOT NULL,
        name_key ${word} NOT NULL,
        match_key ${word} NOT NULL,
        kind ${word} NOT NULL,
        purl ${word} UNIQUE,
        web_address ${text},
        supplier_id ${id} REFERENCES supplier (id) ON DELETE RESTRICT,
        merged_into_id ${id} REFERENCES tool (id) ON DELETE RESTRICT,
        root_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX tool_by_name ON tool (name_key, id)`,
      `CREATE INDEX tool_by_match ON tool (match_key)`,
      `CREATE INDEX tool_by_supplier ON tool (supplier_id) WHERE supplier_id IS NOT NULL`,
      `CREATE INDEX tool_by_root ON tool (root_id)`,
      `CREATE INDEX tool_by_merged_into ON tool (merged_into_id) WHERE merged_into_id IS NOT NULL`,
      `CREATE TABLE tool_word (
        tool_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        word ${word} NOT NULL,
        PRIMARY KEY (word, tool_id)
      )`,
      `CREATE INDEX tool_word_by_tool ON tool_word (tool_id)`,
      `CREATE TABLE tool_alias (
        id ${id} PRIMARY KEY,
        tool_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        kind ${word} NOT NULL,
        value ${word} NOT NULL,
        name ${word} NOT NULL,
        created_at ${instant} NOT NULL,
        UNIQUE (kind, value)
      )`,
      `CREATE INDEX tool_alias_by_tool ON tool_alias (tool_id)`,
      `CREATE TABLE tool_merge (
        id ${id} PRIMARY KEY,
        kept_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        merged_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        state ${word} NOT NULL,
        reason ${text} NOT NULL,
        suggested_by ${word} NOT NULL,
        suggested_at ${instant} NOT NULL,
        confirmed_by ${word},
        confirmed_at ${instant},
        refused_by ${word},
        refused_at ${instant},
        undone_by ${word},
        undone_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE UNIQUE INDEX tool_merge_once ON tool_merge (kept_id, merged_id) WHERE state <> 'undone'`,
      `CREATE INDEX tool_merge_by_merged ON tool_merge (merged_id)`,
      `CREATE INDEX tool_merge_by_state ON tool_merge (state, suggested_at, id)`,
      `CREATE TABLE inventory (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} REFERENCES engagement (id) ON DELETE RESTRICT,
        source ${word} NOT NULL,
        source_id ${id} NOT NULL,
        family ${word} NOT NULL,
        subject ${word} NOT NULL,
        format ${word},
        format_version ${word},
        described_on ${day} NOT NULL,
        is_complete ${flag} NOT NULL,
        is_current ${flag} NOT NULL,
        evidence_id ${id} REFERENCES evidence (id) ON DELETE RESTRICT,
        file_name ${word},
        uses ${whole} NOT NULL,
        left_out ${json} NOT NULL,
        left_out_count ${whole} NOT NULL,
        added_by ${word} NOT NULL,
        added_at ${instant} NOT NULL,
        UNIQUE (source, source_id)
      )`,
      `CREATE INDEX inventory_by_vendor ON inventory (vendor_id, described_on, id)`,
      `CREATE INDEX inventory_by_evidence ON inventory (evidence_id) WHERE evidence_id IS NOT NULL`,
      `CREATE TABLE tool_use (
        id ${id} PRIMARY KEY,
        inventory_id ${id} NOT NULL REFERENCES inventory (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} REFERENCES engagement (id) ON DELETE RESTRICT,
        tool_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        root_id ${id} NOT NULL REFERENCES tool (id) ON DELETE RESTRICT,
        version_text ${word},
        described_on ${day} NOT NULL,
        is_current ${flag} NOT NULL,
        source ${word} NOT NULL,
        grade ${word} NOT NULL,
        sees_our_data ${word} NOT NULL,
        holds_credentials ${word} NOT NULL,
        direct ${word} NOT NULL,
        purpose ${text},
        ended_on ${day}
      )`,
      `CREATE INDEX tool_use_of_root ON tool_use
        (root_id, is_current, vendor_id, sees_our_data, holds_credentials, direct, described_on, source)`,
      `CREATE INDEX tool_use_of_vendor ON tool_use (vendor_id, root_id, described_on)`,
      `CREATE INDEX tool_use_of_inventory ON tool_use (inventory_id, id)`,
      `CREATE INDEX tool_use_of_tool ON tool_use (tool_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
