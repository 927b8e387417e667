import { Injectable } from '@nestjs/common';
import { Database, listed } from '../../platform/database/index.js';
import type { AssessmentState } from '../assessment.entity.js';
import { steps } from '../states.js';

const furthest = 8;

/** Which cycle another one follows. */
@Injectable()
export class Followed {
  constructor(private readonly database: Database) {}

  /** Of the engagement the assessment decided last or, failing that, submitted last; revoked ones are passed over. */
  async of(engagementId: string, exceptId: string): Promise<string | null> {
    const [row] = await this.database.sql<{ id: string }[]>`
      SELECT a.id FROM assessment a LEFT JOIN decision d ON d.assessment_id = a.id
      WHERE a.engagement_id = ${engagementId} AND a.id <> ${exceptId} AND a.submitted_at IS NOT NULL
        AND a.state <> 'revoked'
      ORDER BY CASE WHEN d.id IS NULL THEN 1 ELSE 0 END, d.decided_at DESC, a.submitted_at DESC, a.id DESC
      LIMIT 1`;
    return row?.id ?? null;
  }

  /** The state of the one that follows this one with the same questionnaire and is not submitted, or was given back. */
  async underWay(
    followsId: string,
    engagementId: string,
    questionnaireVersionId: string,
  ): Promise<AssessmentState | undefined> {
    const [row] = await this.database.sql<{ state: AssessmentState }[]>`
      SELECT a.state FROM assessment a
      JOIN questionnaire_version asked ON asked.id = a.questionnaire_version_id
      JOIN questionnaire_version wanted ON wanted.questionnaire_id = asked.questionnaire_id
      WHERE a.engagement_id = ${engagementId} AND a.follows_id = ${followsId}
        AND wanted.id = ${questionnaireVersionId} AND a.state IN (${listed(steps.extend.from)})
      ORDER BY CASE WHEN a.state = 'draft' THEN 1 ELSE 0 END, a.created_at, a.id LIMIT 1`;
    return row?.state;
  }

  /** An assessment and those before it, the newest first; at most eight. */
  async backFrom(assessmentId: string): Promise<string[]> {
    const rows = await this.database.sql<{ id: string }[]>`
      WITH RECURSIVE back (id, follows_id, depth) AS (
        SELECT id, follows_id, 1 FROM assessment WHERE id = ${assessmentId}
        UNION ALL
        SELECT a.id, a.follows_id, back.depth + 1 FROM assessment a JOIN back ON a.id = back.follows_id
        WHERE back.depth < ${furthest}
      )
      SELECT id FROM back ORDER BY depth`;
    return rows.map(({ id }) => id);
  }
}
