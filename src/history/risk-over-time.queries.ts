import { Injectable } from '@nestjs/common';
import { Database, listed } from '../platform/database/index.js';
import { slicesOf } from '../platform/slices.js';
import {
  LastOfEachDay,
  riskLines,
  type DecidedAt,
  type NumberedScore,
  type RiskLine,
  type ScoredAt,
} from './risk-over-time.js';

/** What a score holds beside its figures is much, and takes time to be passed over. */
const assessmentsAtOnce = 8;

@Injectable()
export class RiskOverTime {
  constructor(private readonly database: Database) {}

  /** How the residual risk of each engagement of a vendor went, with the decisions on it. */
  async ofVendor(vendorId: string): Promise<RiskLine[]> {
    const decisions = await this.database.sql<DecidedAt[]>`
      SELECT a.engagement_id AS "engagementId", d.decided_at AS at, d.outcome
      FROM decision d JOIN assessment a ON a.id = d.assessment_id WHERE a.vendor_id = ${vendorId}
      ORDER BY d.decided_at, d.id`;
    return riskLines(await this.scoresOf(vendorId), decisions);
  }

  private async scoresOf(vendorId: string): Promise<ScoredAt[]> {
    const assessments = await this.database.sql<{ id: string }[]>`
      SELECT id FROM assessment WHERE vendor_id = ${vendorId}`;
    const ids = assessments.map(({ id }) => id);
    const last = new LastOfEachDay();
    for await (const some of slicesOf(ids, assessmentsAtOnce)) {
      last.among(
        await this.database.sql<NumberedScore[]>`
          SELECT a.engagement_id AS "engagementId", e.name AS engagement, s.scored_at AS at, s.number,
            u.submitted_at AS "submittedAt", s.band, s.residual
          FROM score s
          JOIN submission u ON u.id = s.submission_id
          JOIN assessment a ON a.id = s.assessment_id
          JOIN engagement e ON e.id = a.engagement_id
          WHERE s.assessment_id IN (${listed(some)})`,
      );
    }
    return last.all;
  }
}
