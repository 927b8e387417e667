import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Incidents1767225601920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, run, appendOnly } = schema(runner);
    await run(
      `CREATE TABLE incident_counter (id ${id} PRIMARY KEY, last ${whole} NOT NULL)`,
      `INSERT INTO incident_counter (id, last) VALUES ('incident', 0)`,
      `CREATE TABLE incident (
        id ${id} PRIMARY KEY,
        number ${whole} NOT NULL UNIQUE,
        title ${word} NOT NULL,
        kind ${word} NOT NULL,
        event_id ${id},
        packages ${json} NOT NULL,
        window_from ${day},
        window_to ${day},
        summary ${text},
        sources ${json} NOT NULL,
        disputed ${text},
        lead_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        state ${word} NOT NULL,
        opened_by ${word} NOT NULL,
        opened_at ${instant} NOT NULL,
        confirmed_because ${text},
        confirmed_by ${word},
        confirmed_at ${instant},
        closed_because ${text},
        closed_by ${word},
        closed_at ${instant},
        derivation ${whole} NOT NULL,
        derived_at ${instant},
        counts ${json} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX incident_by_state ON incident (state, number)`,
      `CREATE INDEX incident_by_event ON incident (event_id)`,
      `CREATE TABLE exposure_derivation (
        id ${id} PRIMARY KEY,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        vendor_id ${id},
        cause ${text} NOT NULL,
        begun_at ${instant} NOT NULL,
        leased_until ${instant},
        finished_at ${instant},
        moved ${whole} NOT NULL,
        counts ${json},
        UNIQUE (incident_id, number)
      )`,
      `CREATE INDEX exposure_derivation_by_end ON exposure_derivation (incident_id, finished_at)`,
      `CREATE TABLE exposure (
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        from_derivation ${whole} NOT NULL,
        until_derivation ${whole} NOT NULL,
        standing ${word} NOT NULL,
        certainty ${word},
        basis ${json},
        since_at ${instant} NOT NULL,
        PRIMARY KEY (incident_id, vendor_id, from_derivation)
      )`,
      // In the order in which they are written, so that writing 100,000 touches few pages again and again.
      `CREATE INDEX exposure_by_standing ON exposure (incident_id, standing, vendor_id)`,
      `CREATE INDEX exposure_by_derivation ON exposure (incident_id, from_derivation)
        WHERE from_derivation > 1`,
      `CREATE TABLE incident_entry (
        id ${id} PRIMARY KEY,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        at ${instant} NOT NULL,
        kind ${word} NOT NULL,
        words ${text} NOT NULL,
        counts ${json},
        derivation ${whole},
        actor_kind ${word} NOT NULL,
        actor ${word} NOT NULL
      )`,
      `CREATE INDEX incident_entry_by_time ON incident_entry (incident_id, at, id)`,
      `CREATE TABLE statement (
        id ${id} PRIMARY KEY,
        incident_id ${id} NOT NULL REFERENCES incident (id) ON DELETE RESTRICT,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        status ${word} NOT NULL,
        justification ${word},
        dated_on ${day} NOT NULL,
        words ${text},
        source ${word} NOT NULL,
        source_id ${id} NOT NULL,
        recorded_by_kind ${word} NOT NULL,
        recorded_by ${word} NOT NULL,
        recorded_at ${instant} NOT NULL,
        withdrawn_because ${text},
        withdrawn_by ${word},
        withdrawn_at ${instant},
        UNIQUE (incident_id, vendor_id, source, source_id)
      )`,
      `CREATE INDEX statement_by_incident ON statement (incident_id, vendor_id)`,
      `CREATE INDEX statement_by_vendor ON statement (vendor_id)`,
    );
    await appendOnly('incident_entry');
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
