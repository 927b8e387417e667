import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { present } from '../platform/present.js';
import type { Band } from '../scoring/index.js';
import { goesOn, withOverridden } from '../vendors/index.js';
import type { AssessmentState } from './assessment.entity.js';
import type { Outcome } from './deciding/decision.entity.js';
import { isHeldUp } from './scores/rating.js';
import { isOverdue } from './due.js';

interface Row {
  id: string;
  state: AssessmentState;
  dueOn: string;
  engagement: string;
  questionnaire: string;
  submittedAt: string | null;
  band: Band | null;
  residual: number | null;
  overridden: string | null;
  outcome: Outcome | null;
  decidedAt: string | null;
  validUntil: string | null;
}

/** One assessment of a vendor with what came of it; what is not there yet is left out. */
export type VendorAssessment = ReturnType<typeof standingFrom>;

export interface RunningOut {
  assessmentId: string;
  vendorId: string;
  vendor: string;
  engagement: string;
  /** `YYYY-MM-DD`. */
  validUntil: string;
}

const most = 50;

/** Where vendors stand: their assessments, and the decisions that hold. */
@Injectable()
export class Standings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A vendor's assessments, the newest first; at most fifty. */
  async ofVendor(vendorId: string): Promise<VendorAssessment[]> {
    const rows = await this.database.sql<Row[]>`
      SELECT a.id, a.state, a.due_on AS "dueOn", e.name AS engagement, q.title AS questionnaire,
        a.submitted_at AS "submittedAt", s.band, s.residual, s.overridden, d.outcome,
        d.decided_at AS "decidedAt", d.valid_until AS "validUntil"
      FROM assessment a
      JOIN engagement e ON e.id = a.engagement_id
      JOIN questionnaire_version v ON v.id = a.questionnaire_version_id
      JOIN questionnaire q ON q.id = v.questionnaire_id
      LEFT JOIN score s ON s.assessment_id = a.id
        AND s.number = (SELECT max(n.number) FROM score n WHERE n.assessment_id = a.id)
      LEFT JOIN decision d ON d.assessment_id = a.id
      WHERE a.vendor_id = ${vendorId}
      ORDER BY a.created_at DESC, a.id DESC LIMIT ${most}`;
    const today = this.clock.today();
    return rows.map((row) => standingFrom(row, today));
  }

  /**
   * Approvals in force that end on `until` or before, the first to end first; none of a vendor that is being left.
   * @param ownerId of the assessments; without it everybody's
   */
  async runningOut(until: string, size: number, ownerId: string | null): Promise<RunningOut[]> {
    return this.database.sql<RunningOut[]>`
      SELECT a.id AS "assessmentId", a.vendor_id AS "vendorId", v.name AS vendor,
        e.name AS engagement, d.valid_until AS "validUntil"
      FROM decision d
      JOIN assessment a ON a.id = d.assessment_id
      JOIN engagement e ON e.id = a.engagement_id
      JOIN vendor v ON v.id = a.vendor_id
      WHERE a.state = 'decided' AND d.outcome <> 'rejected' AND d.valid_until <= ${until} AND ${goesOn}
        AND a.owner_id = coalesce(${ownerId}, a.owner_id)
      ORDER BY d.valid_until, a.id LIMIT ${size}`;
  }
}

function standingFrom(row: Row, today: string) {
  const { overridden, ...plain } = row;
  const beside = withOverridden({ overridden });
  const model = beside.overridden?.modelBand ?? row.band;
  const { residual } = row;
  const floored = model !== null && residual !== null && isHeldUp(model, residual);
  return { ...present(plain), ...beside, overdue: isOverdue(row, today), floored };
}
