import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { riskLines, type DecidedAt, type RiskLine, type ScoredAt } from './risk-over-time.js';

@Injectable()
export class RiskOverTime {
  constructor(private readonly database: Database) {}

  /** How the residual risk of each engagement of a vendor went, with the decisions on it. */
  async ofVendor(vendorId: string): Promise<RiskLine[]> {
    const [scores, decisions] = await Promise.all([
      this.database.sql<ScoredAt[]>`
        SELECT d."engagementId", d.engagement, d.at, d."submittedAt", d.band, d.residual FROM (
          SELECT a.engagement_id AS "engagementId", e.name AS engagement, s.scored_at AS at,
            u.submitted_at AS "submittedAt", s.band, s.residual,
            row_number() OVER (
              PARTITION BY a.engagement_id, substr(s.scored_at, 1, 10)
              ORDER BY u.submitted_at DESC, s.scored_at DESC, s.number DESC) AS place
          FROM score s
          JOIN submission u ON u.id = s.submission_id
          JOIN assessment a ON a.id = s.assessment_id
          JOIN engagement e ON e.id = a.engagement_id
          WHERE a.vendor_id = ${vendorId}) d
        WHERE d.place = 1 ORDER BY d.at, d."engagementId"`,
      this.database.sql<DecidedAt[]>`
        SELECT a.engagement_id AS "engagementId", d.decided_at AS at, d.outcome
        FROM decision d JOIN assessment a ON a.id = d.assessment_id WHERE a.vendor_id = ${vendorId}
        ORDER BY d.decided_at, d.id`,
    ]);
    return riskLines(scores, decisions);
  }
}
