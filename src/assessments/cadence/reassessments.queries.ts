import { Injectable } from '@nestjs/common';
import { Database, listed, sql, type Sql } from '../../platform/database/index.js';
import { Policies } from '../../policies/index.js';
import { aiVendorShort } from '../../questionnaires/index.js';
import type { Tier } from '../../scoring/index.js';
import { goesOn, inUse } from '../../vendors/index.js';
import { answeredBy, counts, type Decided, type OwedAfter } from './answered-by.js';
import { reassessmentPolicy } from './reassessment-policy.js';
import { reassessmentsDue, type Due } from './reassessment-rule.js';

export interface EngagementDue extends Due {
  engagementId: string;
  vendorId: string;
  /** Of the vendor. */
  ownerId: string;
  name: string;
  tier: Tier;
  /** It was decided on before. */
  again: boolean;
  /** The assessment whose decision this one follows; none before the first that counts. */
  afterId: string | null;
}

interface Row {
  id: string;
  vendorId: string;
  ownerId: string;
  name: string;
  tier: Tier;
  endsOn: string | null;
  exposed: number;
  enteredAt: string;
  /** Instant and assessment, so that the greatest is the last. */
  decided: string | null;
  fullyDecided: string | null;
  outcome: string | null;
}

/** When engagements are to be assessed again: the one answer, for due dates and for reports. */
@Injectable()
export class ReassessmentQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  /** Of one engagement, the next first; none where it was rejected, or its vendor is left or not in use. */
  async ofEngagement(engagementId: string): Promise<EngagementDue[]> {
    return this.ofVendors(sql`e.id = ${engagementId}`);
  }

  /** Of all engagements of vendors that we go on with and that a condition on `v` or `e` leaves. */
  async ofVendors(condition: Sql): Promise<EngagementDue[]> {
    const figures = await this.policies.read(reassessmentPolicy);
    const rows = await this.database.sql<Row[]>`
      SELECT e.id, e.vendor_id AS "vendorId", v.owner_id AS "ownerId", e.name, e.tier, e.ends_on AS "endsOn",
        CASE WHEN e.holds_credentials = 1 OR e.code_runs_here = 1 THEN 1 ELSE 0 END AS exposed,
        e.created_at AS "enteredAt", max(d.decided_at || ' ' || a.id) AS decided,
        max(CASE WHEN q.key <> ${aiVendorShort.key} THEN d.decided_at || ' ' || a.id END) AS "fullyDecided",
        max(CASE WHEN a.state = 'decided' THEN d.outcome END) AS outcome
      FROM vendor v
      JOIN engagement e ON e.vendor_id = v.id
      LEFT JOIN assessment a ON a.engagement_id = e.id AND a.state IN ('decided', 'superseded')
      LEFT JOIN decision d ON d.assessment_id = a.id
      LEFT JOIN questionnaire_version n ON n.id = a.questionnaire_version_id
      LEFT JOIN questionnaire q ON q.id = n.questionnaire_id
      WHERE ${goesOn} AND ${condition}
      GROUP BY e.id, v.id`;
    return rows.flatMap((row) =>
      reassessmentsDue(factsOf(row), figures).map((due) =>
        Object.assign(due, engagementOf(row), { afterId: followed(due, row) }),
      ),
    );
  }

  /** The assessments whose decisions did what these engagements owed; nothing for what is not done, or its vendor not in use. */
  async doneBy(
    owed: readonly (OwedAfter & { engagementId: string })[],
  ): Promise<(string | undefined)[]> {
    const ids = [...new Set(owed.map(({ engagementId }) => engagementId))];
    if (ids.length === 0) return [];
    const rows = await this.database.sql<DecidedRow[]>`
      SELECT e.id, e.tier, a.id AS "assessmentId", CASE WHEN q.key = ${aiVendorShort.key} THEN 1 ELSE 0 END AS short
      FROM engagement e
      JOIN vendor v ON v.id = e.vendor_id
      JOIN assessment a ON a.engagement_id = e.id AND a.state IN ('decided', 'superseded')
      JOIN decision d ON d.assessment_id = a.id
      JOIN questionnaire_version n ON n.id = a.questionnaire_version_id
      JOIN questionnaire q ON q.id = n.questionnaire_id
      WHERE ${inUse} AND e.id IN (${listed(ids)})
      ORDER BY d.decided_at, a.id`;
    return owed.map((one) => {
      const decisions = rows.filter(({ id }) => id === one.engagementId);
      const tier = decisions[0]?.tier;
      return tier && answeredBy(decisions.map(decidedFrom), one, tier);
    });
  }
}

interface DecidedRow {
  id: string;
  tier: Tier;
  assessmentId: string;
  short: number;
}

const decidedFrom = ({ assessmentId, short }: DecidedRow): Decided => ({
  assessmentId,
  short: short === 1,
});

function followed({ part }: Due, { tier, decided, fullyDecided }: Row): string | null {
  const last = counts(part, tier, true) ? decided : fullyDecided;
  return last?.split(' ')[1] ?? null;
}

const factsOf = ({ tier, endsOn, exposed, outcome, ...at }: Row) => ({
  tier,
  endsOn,
  exposed: exposed === 1,
  enteredOn: at.enteredAt.slice(0, 10),
  decidedOn: at.decided?.slice(0, 10) ?? null,
  fullyDecidedOn: at.fullyDecided?.slice(0, 10) ?? null,
  rejected: outcome === 'rejected',
});

const engagementOf = ({ id, vendorId, ownerId, name, tier, decided }: Row) => ({
  engagementId: id,
  vendorId,
  ownerId,
  name,
  tier,
  again: decided !== null,
});
