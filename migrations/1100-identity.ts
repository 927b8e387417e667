import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Identity1767225601100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run } = schema(runner);
    await run(
      `CREATE TABLE organisation (
        id ${whole} PRIMARY KEY,
        name ${word} NOT NULL,
        set_up_hash ${word},
        set_up_at ${instant}
      )`,
      `INSERT INTO organisation (id, name) VALUES (1, '')`,
      `CREATE TABLE app_user (
        id ${id} PRIMARY KEY,
        name ${word} NOT NULL,
        email ${word} NOT NULL UNIQUE,
        role ${word} NOT NULL,
        password_hash ${text},
        created_at ${instant} NOT NULL,
        disabled_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE TABLE password_link (
        secret_hash ${word} PRIMARY KEY,
        user_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
        expires_at ${instant} NOT NULL,
        used_at ${instant}
      )`,
      `CREATE TABLE session (
        id ${id} PRIMARY KEY,
        secret_hash ${word} NOT NULL UNIQUE,
        user_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
        created_at ${instant} NOT NULL,
        seen_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        browser ${text}
      )`,
      `CREATE INDEX session_by_user ON session (user_id)`,
      `CREATE TABLE api_token (
        id ${id} PRIMARY KEY,
        user_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        secret_hash ${word} NOT NULL UNIQUE,
        scopes ${json} NOT NULL,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        used_at ${instant},
        revoked_at ${instant}
      )`,
      `CREATE INDEX api_token_by_user ON api_token (user_id)`,
      `CREATE TABLE login_attempt (
        key ${word} PRIMARY KEY,
        failures ${whole} NOT NULL,
        since ${instant} NOT NULL
      )`,
      `CREATE TABLE remembered_reply (
        caller ${id} NOT NULL,
        key ${word} NOT NULL,
        fingerprint ${word} NOT NULL,
        headers ${json} NOT NULL,
        body ${json},
        at ${instant} NOT NULL,
        PRIMARY KEY (caller, key)
      )`,
      `CREATE INDEX remembered_reply_by_age ON remembered_reply (at)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
