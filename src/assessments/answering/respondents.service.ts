import { Injectable } from '@nestjs/common';
import { LinkHolders } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, sql } from '../../platform/database/index.js';
import type { AssessmentState } from '../assessment.entity.js';
import type { Scope } from './scope.js';

interface Row {
  id: string;
  name: string;
  sections: string | null;
  expires_at: string;
  assessment_id: string;
  questionnaire_version_id: string;
  follows_id: string | null;
  state: AssessmentState;
  due_on: string;
  message: string | null;
  vendor_id: string;
  vendor: string;
  asker: string;
  asker_email: string;
}

/** People who come with the link of an assessment. */
@Injectable()
export class Respondents extends LinkHolders<Scope> {
  constructor(database: Database, clock: Clock) {
    const sessions = sql`respondent_session`;
    super(database, clock, { links: sql`invitation`, sessions, linkId: sql`invitation_id` });
  }

  protected linkOf({ invitationId }: Scope): string {
    return invitationId;
  }

  /** An invitation stands while neither it nor any it was made from is revoked, and its assessment is under way. */
  protected async standing(invitationId: string): Promise<Scope | undefined> {
    const [row] = await this.database.sql<Row[]>`
      WITH RECURSIVE line (id, parent_id, revoked_at) AS (
        SELECT id, parent_id, revoked_at FROM invitation WHERE id = ${invitationId}
        UNION ALL
        SELECT up.id, up.parent_id, up.revoked_at FROM invitation up JOIN line ON up.id = line.parent_id
      )
      SELECT i.id, i.name, i.sections, i.expires_at, i.assessment_id, a.questionnaire_version_id, a.follows_id,
        a.state, a.due_on, a.message, a.vendor_id, v.name AS vendor, u.name AS asker, u.email AS asker_email
      FROM invitation i
      JOIN assessment a ON a.id = i.assessment_id
      JOIN vendor v ON v.id = a.vendor_id
      JOIN app_user u ON u.id = a.owner_id
      WHERE i.id = ${invitationId} AND i.expires_at > ${this.clock.now().toISOString()}
        AND a.state NOT IN ('draft', 'revoked')
        AND NOT EXISTS (SELECT 1 FROM line WHERE revoked_at IS NOT NULL)`;
    return row && scopeFrom(row);
  }
}

function scopeFrom(row: Row): Scope {
  return {
    invitationId: row.id,
    assessmentId: row.assessment_id,
    questionnaireVersionId: row.questionnaire_version_id,
    followsId: row.follows_id,
    sections: row.sections === null ? null : (JSON.parse(row.sections) as string[]),
    state: row.state,
    vendorId: row.vendor_id,
    vendor: row.vendor,
    dueOn: row.due_on,
    message: row.message,
    expiresAt: new Date(row.expires_at),
    asker: { name: row.asker, email: row.asker_email },
    actor: { kind: 'respondent', id: row.id, name: row.name },
  };
}
