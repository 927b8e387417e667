import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';

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
