import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class JournalCheckpoints1767225601950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const {
      word,
      text,
      instant,
      whole,
      run,
      appendOnly,
      neverEmptied,
      neverSmaller,
      removableOnce,
    } = schema(runner);
    await run(
      `CREATE TABLE journal_tile (
        level ${whole} NOT NULL,
        position ${whole} NOT NULL,
        hash ${word} NOT NULL,
        PRIMARY KEY (level, position)
      )`,
      `CREATE TABLE signing_key (
        number ${whole} PRIMARY KEY,
        fingerprint ${word} NOT NULL UNIQUE,
        public_key ${text} NOT NULL,
        added_at ${instant} NOT NULL
      )`,
      `CREATE TABLE journal_checkpoint (
        size ${whole} PRIMARY KEY,
        root ${word} NOT NULL,
        note ${text} NOT NULL,
        fingerprint ${word} NOT NULL REFERENCES signing_key (fingerprint) ON DELETE RESTRICT,
        reason ${word} NOT NULL,
        signed_at ${instant} NOT NULL
      )`,
      `CREATE TABLE journal_erasure (
        seq ${whole} PRIMARY KEY REFERENCES journal_entry (seq) ON DELETE RESTRICT,
        reason ${word} NOT NULL,
        at ${instant} NOT NULL
      )`,
    );
    const added = ['journal_tile', 'signing_key', 'journal_checkpoint', 'journal_erasure'];
    for (const table of added) await appendOnly(table);
    await removableOnce('journal_detail', 'journal_erasure', 'seq');
    await neverSmaller('journal_head', 'size');
    const all = ['journal_head', 'journal_entry', 'journal_detail', ...added];
    for (const table of all) await neverEmptied(table);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
