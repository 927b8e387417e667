import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schema } from '../src/platform/database/schema.js';

export class Assessments1767225601500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { id, word, text, instant, day, json, whole, real, run, appendOnly } = schema(runner);
    await run(
      `CREATE TABLE assessment (
        id ${id} PRIMARY KEY,
        vendor_id ${id} NOT NULL REFERENCES vendor (id) ON DELETE RESTRICT,
        engagement_id ${id} NOT NULL REFERENCES engagement (id) ON DELETE RESTRICT,
        questionnaire_version_id ${id} NOT NULL REFERENCES questionnaire_version (id) ON DELETE RESTRICT,
        contact_id ${id} NOT NULL REFERENCES contact (id) ON DELETE RESTRICT,
        state ${word} NOT NULL,
        due_on ${day} NOT NULL,
        message ${text},
        owner_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        sent_at ${instant},
        submitted_at ${instant},
        decided_at ${instant},
        revoked_at ${instant},
        revoked_reason ${text},
        version ${whole} NOT NULL
      )`,
      `CREATE INDEX assessment_by_vendor ON assessment (vendor_id, created_at)`,
      `CREATE INDEX assessment_by_engagement ON assessment (engagement_id)`,
      `CREATE INDEX assessment_by_state ON assessment (state, due_on, id)`,
      `CREATE INDEX assessment_by_due ON assessment (due_on, id)`,
      `CREATE INDEX assessment_by_owner ON assessment (owner_id, due_on, id)`,
      `CREATE TABLE invitation (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        contact_id ${id} REFERENCES contact (id) ON DELETE RESTRICT,
        name ${word} NOT NULL,
        email ${word} NOT NULL,
        secret_hash ${word} NOT NULL UNIQUE,
        sections ${json},
        parent_id ${id} REFERENCES invitation (id) ON DELETE RESTRICT,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL,
        opened_at ${instant},
        revoked_at ${instant}
      )`,
      `CREATE INDEX invitation_by_assessment ON invitation (assessment_id)`,
      `CREATE TABLE respondent_session (
        id ${id} PRIMARY KEY,
        secret_hash ${word} NOT NULL UNIQUE,
        invitation_id ${id} NOT NULL REFERENCES invitation (id) ON DELETE CASCADE,
        created_at ${instant} NOT NULL,
        expires_at ${instant} NOT NULL
      )`,
      `CREATE INDEX respondent_session_by_invitation ON respondent_session (invitation_id)`,
      `CREATE TABLE answer (
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        value ${json},
        not_applicable_reason ${text},
        comment ${text},
        invitation_id ${id} NOT NULL REFERENCES invitation (id) ON DELETE RESTRICT,
        answered_by ${word} NOT NULL,
        answered_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        PRIMARY KEY (assessment_id, question_key)
      )`,
      `CREATE TABLE submission (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        answers ${json} NOT NULL,
        sha256 ${word} NOT NULL,
        receipt ${word} NOT NULL UNIQUE,
        invitation_id ${id} NOT NULL REFERENCES invitation (id) ON DELETE RESTRICT,
        submitted_by ${word} NOT NULL,
        submitted_at ${instant} NOT NULL,
        days_late ${whole} NOT NULL,
        UNIQUE (assessment_id, number)
      )`,
      `CREATE TABLE review (
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        question_key ${word} NOT NULL,
        judgement ${word} NOT NULL,
        evidence ${word} NOT NULL,
        comment ${text},
        reviewer_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        reviewer ${word} NOT NULL,
        reviewed_at ${instant} NOT NULL,
        version ${whole} NOT NULL,
        PRIMARY KEY (assessment_id, question_key)
      )`,
      `CREATE TABLE score (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL REFERENCES assessment (id) ON DELETE RESTRICT,
        submission_id ${id} NOT NULL REFERENCES submission (id) ON DELETE RESTRICT,
        previous_id ${id} REFERENCES score (id) ON DELETE RESTRICT,
        number ${whole} NOT NULL,
        model_id ${word} NOT NULL,
        model_version ${word} NOT NULL,
        model_hash ${word} NOT NULL,
        input ${json} NOT NULL,
        result ${json} NOT NULL,
        band ${word} NOT NULL,
        residual ${real} NOT NULL,
        scored_at ${instant} NOT NULL,
        UNIQUE (assessment_id, number)
      )`,
      `CREATE TABLE decision (
        id ${id} PRIMARY KEY,
        assessment_id ${id} NOT NULL UNIQUE REFERENCES assessment (id) ON DELETE RESTRICT,
        score_id ${id} NOT NULL REFERENCES score (id) ON DELETE RESTRICT,
        outcome ${word} NOT NULL,
        reason ${text} NOT NULL,
        conditions ${text},
        exception_reason ${text},
        valid_until ${day} NOT NULL,
        decider_id ${id} NOT NULL REFERENCES app_user (id) ON DELETE RESTRICT,
        decider ${word} NOT NULL,
        decided_at ${instant} NOT NULL
      )`,
      `CREATE INDEX decision_by_validity ON decision (valid_until)`,
    );
    for (const table of ['submission', 'score', 'decision']) await appendOnly(table);
  }

  async down(): Promise<void> {
    throw new Error('The history only goes forward: restore a backup instead.');
  }
}
