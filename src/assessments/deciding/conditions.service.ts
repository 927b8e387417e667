import { Injectable } from '@nestjs/common';
import { Findings } from '../../findings/index.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { Assessment } from '../assessment.entity.js';
import { DecisionCondition } from './condition.entity.js';
import type { NewCondition } from './decision.dto.js';

const longestTitle = 200;

/** The conditions of an approval: each is kept as it was written, and raises a finding. */
@Injectable()
export class Conditions {
  constructor(
    private readonly database: Database,
    private readonly findings: Findings,
  ) {}

  /** Inside the transaction that decides. Gives the references of the findings, in the order of the conditions. */
  async impose(
    actor: Actor,
    { id: assessmentId, vendorId, engagementId }: Assessment,
    decisionId: string,
    conditions: readonly NewCondition[],
  ): Promise<string[]> {
    const references: string[] = [];
    for (const { text, severity, dueOn } of conditions) {
      const id = newId();
      const { id: findingId, reference } = await this.findings.raise(actor, {
        vendorId,
        engagementId,
        assessmentId,
        originKind: 'condition',
        originId: id,
        title: titleOf(text),
        detail: text,
        severity,
        dueOn,
      });
      references.push(reference);
      const number = references.length;
      const row = { id, decisionId, number, text, severity, dueOn, findingId };
      await this.database.repository(DecisionCondition).insert(row);
    }
    return references;
  }
}

/** The first line of a condition, cut at a word where it is long. */
export function titleOf(text: string): string {
  const [line = ''] = text.trim().split('\n');
  if (line.length <= longestTitle) return line.trim();
  const cut = line.slice(0, longestTitle);
  const at = cut.lastIndexOf(' ');
  return `${cut.slice(0, at > 0 ? at : longestTitle)}…`;
}
