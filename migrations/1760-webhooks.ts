import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Webhooks1767225601760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, json, whole, run } = schema(runner);
    await run(
      `CREATE TABLE webhook (
        id ${id} PRIMARY KEY,
        name ${word} NOT NULL,
        url ${word} NOT NULL,
        kinds ${json} NOT NULL,
        sealed_secret ${text},
        sealed_previous_secret ${text},
        previous_until ${instant},
        off_since ${instant},
        off_because ${word},
        failing_since ${instant},
        last_success_at ${instant},
        created_at ${instant} NOT NULL,
        removed_at ${instant},
        version ${whole} NOT NULL
      )`,
      `CREATE TABLE webhook_message (
        id ${id} PRIMARY KEY,
        kind ${word} NOT NULL,
        payload ${text} NOT NULL,
        created_at ${instant} NOT NULL
      )`,
      `CREATE INDEX webhook_message_by_creation ON webhook_message (created_at, id)`,
      `CREATE TABLE webhook_delivery (
        id ${id} PRIMARY KEY,
        message_id ${id} NOT NULL REFERENCES webhook_message (id) ON DELETE RESTRICT,
        webhook_id ${id} NOT NULL REFERENCES webhook (id) ON DELETE RESTRICT,
        state ${word} NOT NULL,
        attempts ${whole} NOT NULL,
        rung ${whole} NOT NULL,
        due_at ${instant},
        leased_until ${instant},
        problem ${text},
        created_at ${instant} NOT NULL,
        finished_at ${instant}
      )`,
      `CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (message_id, webhook_id)`,
      `CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, created_at, id)`,
      `CREATE INDEX webhook_delivery_by_due ON webhook_delivery (state, due_at)`,
      `CREATE TABLE webhook_attempt (
        delivery_id ${id} NOT NULL REFERENCES webhook_delivery (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        began_at ${instant} NOT NULL,
        milliseconds ${whole},
        status ${whole},
        problem ${text},
        PRIMARY KEY (delivery_id, number)
      )`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
