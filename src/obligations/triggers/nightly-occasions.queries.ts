import { Injectable } from '@nestjs/common';
import { addDays, Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { dayText } from '../../platform/templates/index.js';
import { Policies } from '../../policies/index.js';
import { goesOn } from '../../vendors/index.js';
import { evidenceExpiry } from '../kinds/evidence-expiry.js';
import { triggerPolicy } from './rules.js';
import type { Occasion } from './triggers.service.js';

interface Row {
  engagementId: string;
  causeId: string;
  causePart: string;
  name: string;
}

const atOnce = 200;

/** What time alone brings about: evidence that expired, and decisions that are about to end. At most 200 at once. */
@Injectable()
export class NightlyOccasions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly policies: Policies,
  ) {}

  async waiting(): Promise<Occasion[]> {
    return [...(await this.expired()), ...(await this.ending())];
  }

  /**
   * What is overdue for replacement, as it was just derived. An engagement is concerned when an answer of its newest
   * assessment rests on the evidence, or an audit does.
   */
  private async expired(): Promise<Occasion[]> {
    const rows = await this.database.sql<(Row & { byAge: number })[]>`
      SELECT DISTINCT e.id AS "engagementId", x.id AS "causeId", o.due_on AS "causePart", x.title AS name,
        CASE WHEN x.expires_on = o.due_on THEN 0 ELSE 1 END AS "byAge"
      FROM obligation o
      JOIN evidence x ON x.id = o.subject_id
      JOIN vendor v ON v.id = x.vendor_id
      JOIN evidence_link l ON l.evidence_id = x.id
      JOIN engagement e ON e.vendor_id = v.id
      JOIN assessment a ON a.engagement_id = e.id AND a.state = 'decided'
      WHERE o.kind = ${evidenceExpiry.code} AND o.ended_at IS NULL AND o.due_on < ${this.clock.today()}
        AND x.withdrawn_at IS NULL AND ${goesOn}
        AND ((l.subject_kind = 'answer' AND l.subject_id = a.id) OR l.subject_kind = 'audit')
        AND NOT EXISTS (SELECT 1 FROM trigger_firing f WHERE f.rule = 'evidence_expired'
          AND f.engagement_id = e.id AND f.cause_id = x.id AND f.cause_part = o.due_on)
      ORDER BY o.due_on, x.id LIMIT ${atOnce}`;
    return rows.map(({ name, byAge, ...row }) => ({
      ...row,
      rule: 'evidence_expired',
      causeKind: 'evidence',
      sentence: `the evidence “${name}” ${byAge === 1 ? 'was fresh until' : 'expired on'} ${dayText(row.causePart)}`,
    }));
  }

  private async ending(): Promise<Occasion[]> {
    const { ahead } = await this.policies.read(triggerPolicy);
    const until = addDays(this.clock.today(), ahead);
    const rows = await this.database.sql<Row[]>`
      SELECT a.engagement_id AS "engagementId", a.id AS "causeId", d.valid_until AS "causePart", e.name
      FROM decision d
      JOIN assessment a ON a.id = d.assessment_id
      JOIN engagement e ON e.id = a.engagement_id
      JOIN vendor v ON v.id = a.vendor_id
      WHERE a.state = 'decided' AND d.outcome <> 'rejected' AND d.valid_until <= ${until} AND ${goesOn}
        AND NOT EXISTS (SELECT 1 FROM trigger_firing f WHERE f.rule = 'decision_expiring'
          AND f.engagement_id = a.engagement_id AND f.cause_id = a.id AND f.cause_part = d.valid_until)
      ORDER BY d.valid_until, a.id LIMIT ${atOnce}`;
    const today = this.clock.today();
    return rows.map(({ name, ...row }) => ({
      ...row,
      rule: 'decision_expiring',
      causeKind: 'assessment',
      sentence: `the approval of “${name}” ${row.causePart < today ? 'ended' : 'ends'} on ${dayText(row.causePart)}`,
    }));
  }
}
