import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Findings1767225601800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, whole, run } = schema(runner);
    await run(
      `CREATE TABLE finding_counter (id ${id} PRIMARY KEY, last ${whole} NOT NULL)`,
      `INSERT INTO finding_counter (id, last) VALUES ('finding', 0)`,
      `CREATE TABLE finding (
        id ${id} PRIMARY KEY,
        number ${whole} NOT NULL UNIQUE,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} REFERENCES engagement (id) ON DELETE RESTRICT,
        assessment_id ${id},
        origin_kind ${word} NOT NULL,
        origin_id ${id},
        origin_part ${word},
        raised_by_rule ${word},
        gap ${word} UNIQUE,
        gap_closed_at ${instant},
        domain ${word},
        title ${word} NOT NULL,
        detail ${text},
        severity ${word} NOT NULL,
        proposed_remediation ${text},
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        due_on ${day} NOT NULL,
        state ${word} NOT NULL,
        plan ${text},
        planned_for ${day},
        planned_by ${word},
        planned_by_kind ${word},
        planned_at ${instant},
        resolution ${text},
        resolved_by ${word},
        resolved_by_kind ${word},
        resolved_at ${instant},
        verification ${text},
        verified_by ${word},
        verified_at ${instant},
        reopened_because ${text},
        reopened_at ${instant},
        accepted_until ${day},
        raised_by ${word} NOT NULL,
        created_at ${instant} NOT NULL,
        updated_at ${instant} NOT NULL,
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX finding_by_vendor ON finding (vendor_id, state)`,
      `CREATE INDEX finding_by_engagement ON finding (engagement_id, state)`,
      `CREATE INDEX finding_by_due ON finding (due_on, id)`,
      `CREATE INDEX finding_by_origin ON finding (origin_id, origin_part)`,
      `CREATE TABLE finding_sighting (
        finding_id ${id} NOT NULL REFERENCES finding (id) ON DELETE RESTRICT,
        assessment_id ${id} NOT NULL,
        question_key ${word},
        seen_at ${instant} NOT NULL,
        PRIMARY KEY (finding_id, assessment_id)
      )`,
      `CREATE INDEX finding_sighting_by_assessment ON finding_sighting (assessment_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
