import { Injectable } from '@nestjs/common';
import { referenceOf, type FindingState } from '../../findings/index.js';
import { Database } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
import type { Band } from '../../scoring/index.js';
import { isHeldUp } from '../scores/rating.js';
import { Decision } from './decision.entity.js';
import type { ConditionView, DecisionView } from './decision.dto.js';

type ConditionRow = Omit<ConditionView, 'reference' | 'state'> & {
  findingNumber: number;
  state: FindingState;
};

/** Decisions with what stood beside them, and how their conditions stand today. */
@Injectable()
export class DecisionQueries {
  constructor(private readonly database: Database) {}

  async of(assessmentId: string): Promise<DecisionView | null> {
    const decision = await this.database.repository(Decision).findOneBy({ assessmentId });
    if (!decision) return null;
    const { assessmentId: _, deciderId: __, overrideId: ___, decidedAt, ...rest } = decision;
    const { conditions: conditionsText, ...told } = rest;
    const { band, residual } = await this.figures(decision);
    const model = decision.overridden?.modelBand ?? band;
    return {
      ...present({ ...told, conditionsText }),
      band,
      residual,
      floored: isHeldUp(model, residual),
      conditions: await this.conditions(decision.id),
      decidedAt: decidedAt.toISOString(),
    };
  }

  /** Frozen beside the decision; before that was done, those of its score, which never changes. */
  private async figures({ scoreId, band, residual }: Decision) {
    if (band !== null && residual !== null) return { band, residual };
    const [score] = await this.database.sql<{ band: Band; residual: number }[]>`
      SELECT band, residual FROM score WHERE id = ${scoreId}`;
    if (!score) throw new Error('A decision stands on a score.');
    return score;
  }

  private async conditions(decisionId: string): Promise<ConditionView[]> {
    const rows = await this.database.sql<ConditionRow[]>`
      SELECT c.number, c.text, c.severity, c.due_on AS "dueOn", c.finding_id AS "findingId",
        f.number AS "findingNumber", f.state
      FROM decision_condition c JOIN finding f ON f.id = c.finding_id
      WHERE c.decision_id = ${decisionId} ORDER BY c.number`;
    return rows.map(({ findingNumber, ...row }) => ({
      ...row,
      reference: referenceOf(findingNumber),
    }));
  }
}
