import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors.js';
import { Kept } from '../../platform/kept.js';
import { latestOf, type Scored } from './rating.js';
import { whatWouldMove, type Band, type Moves, type Overridden } from '../../scoring/index.js';
import { withOverridden } from '../../vendors/index.js';
import { StoredScore } from './score.entity.js';

export interface ScoreHead {
  id: string;
  number: number;
  band: Band;
  residual: number;
  overridden?: Overridden;
  modelId: string;
  modelVersion: string;
  /** Instant as ISO 8601 text. */
  scoredAt: string;
}

const mostKept = 16;

/** Scores as they were stored: never computed again, and changed only where answers were purged. */
@Injectable()
export class Scores {
  private readonly kept = new Kept<StoredScore>(mostKept);

  constructor(private readonly database: Database) {}

  /** Whoever goes through many says that they are only `passing`. */
  async latest(assessmentId: string, passing?: 'passing'): Promise<StoredScore | undefined> {
    const [newest] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM score WHERE assessment_id = ${assessmentId} ORDER BY number DESC LIMIT 1`;
    return newest && this.byId(newest.id, passing);
  }

  async byId(id: string, passing?: 'passing'): Promise<StoredScore> {
    const read = () => this.database.repository(StoredScore).findOneBy({ id });
    const [stored] = await this.database.sql<{ purged: string | null }[]>`
      SELECT p.at AS purged FROM score s LEFT JOIN answer_purge p ON p.assessment_id = s.assessment_id
      WHERE s.id = ${id}`;
    const score =
      stored && (await this.kept[passing ?? 'of'](`${id} ${stored.purged ?? ''}`, read));
    if (!score) throw new NotFound('score');
    return score;
  }

  /** All scores of an assessment, newest first, without what went into them. */
  async list(assessmentId: string): Promise<ScoreHead[]> {
    const rows = await this.database.sql<
      (Omit<ScoreHead, 'overridden'> & { overridden: string | null })[]
    >`
      SELECT id, number, band, residual, overridden, model_id AS "modelId", model_version AS "modelVersion",
        scored_at AS "scoredAt"
      FROM score WHERE assessment_id = ${assessmentId} ORDER BY number DESC`;
    return rows.map((row) => withOverridden(row));
  }

  /** The shortest list of changes that would lower the band; null where nothing could. */
  whatWouldMove({ input }: StoredScore): Moves | null {
    return whatWouldMove(input);
  }

  /** The last score of what was decided on this engagement before this assessment. */
  async beforeAssessment(
    engagementId: string,
    assessmentId: string,
  ): Promise<StoredScore | undefined> {
    const [row] = await this.database.sql<{ id: string }[]>`
      SELECT s.id FROM decision d
      JOIN score s ON s.id = d.score_id
      JOIN assessment a ON a.id = d.assessment_id
      WHERE a.engagement_id = ${engagementId} AND a.id <> ${assessmentId}
      ORDER BY d.decided_at DESC, d.id DESC LIMIT 1`;
    return row && this.byId(row.id);
  }

  /**
   * The latest score of each engagement of a vendor: that on the latest answers, so that scoring older ones again
   * does not bring them back.
   */
  async latestOfVendor(vendorId: string): Promise<(Scored & { id: string })[]> {
    const rows = await this.database.sql<(Scored & { id: string })[]>`
      SELECT s.id, a.engagement_id AS "engagementId", s.band, s.residual,
        a.submitted_at AS "submittedAt"
      FROM score s JOIN assessment a ON a.id = s.assessment_id
      WHERE a.vendor_id = ${vendorId} AND a.state <> 'superseded'
        AND s.number = (SELECT max(n.number) FROM score n WHERE n.assessment_id = a.id)
      ORDER BY a.id DESC`;
    return latestOf(rows);
  }

  /** What stands beside the band of an engagement, where a person has set it. */
  async overriddenOn(vendorId: string, engagementId: string): Promise<Overridden | null> {
    const latest = await this.latestOfVendor(vendorId);
    const score = latest.find((one) => one.engagementId === engagementId);
    return score ? (await this.byId(score.id)).overridden : null;
  }
}
