import { Injectable } from '@nestjs/common';
import { referenceOf, type FindingState } from '../../findings/index.js';
import { Database } from '../../platform/database/index.js';
import { present } from '../../platform/present.js';
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
    const { conditions: conditionsText, openFindings, ...told } = rest;
    return {
      ...present({ ...told, conditionsText, openFindings }),
      conditions: await this.conditions(decision.id),
      decidedAt: decidedAt.toISOString(),
    };
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
