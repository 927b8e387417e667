import { dayProblem, type FindingDays } from '../../findings/index.js';
import { Invalid } from '../../platform/errors.js';
import type { Score } from '../../scoring/index.js';
import { shortestException, type NewCondition, type NewDecision } from './decision.dto.js';
import { longestValidity, usualValidity } from './validity.js';

export interface Decided {
  conditions: readonly NewCondition[];
  exceptionReason: string | null;
  /** `YYYY-MM-DD`. */
  validUntil: string;
}

interface Ground {
  score: Pick<Score, 'needsException' | 'inherent'>;
  /** `YYYY-MM-DD`. */
  today: string;
  figures: FindingDays;
}

/**
 * What a decision says beyond outcome and reason, checked against the score it stands on.
 * @throws Invalid by field: conditions and exception where they are needed, and nowhere else; an end after
 * today and within five years; each condition due from today to the end of the decision, as findings may be due
 */
export function decidedOn(facts: NewDecision, { score, today, figures }: Ground): Decided {
  const { outcome, exceptionReason, conditions = [] } = facts;
  const conditional = outcome === 'approved_with_conditions';
  if (conditional && conditions.length === 0) throw new Invalid({ conditions: 'are missing' });
  if (!conditional && conditions.length > 0) {
    throw new Invalid({ conditions: 'belong to an approval with conditions only' });
  }
  const exceptional = score.needsException && outcome !== 'rejected';
  if (exceptional && (exceptionReason ?? '').length < shortestException) {
    const why = `needs at least ${shortestException} characters: a knock-out failed, so say why it may be approved`;
    throw new Invalid({ exceptionReason: why });
  }
  if (!exceptional && exceptionReason) {
    throw new Invalid({ exceptionReason: 'is only for an approval although a knock-out failed' });
  }
  const validUntil = facts.validUntil ?? usualValidity(score.inherent.tier, today);
  if (validUntil <= today) throw new Invalid({ validUntil: 'is not after today' });
  if (validUntil > longestValidity(today)) {
    throw new Invalid({ validUntil: 'is more than five years away' });
  }
  checkDueDays(conditions, validUntil, (day) => dayProblem(day, figures, today));
  return { conditions, exceptionReason: exceptionReason || null, validUntil };
}

function checkDueDays(
  conditions: readonly NewCondition[],
  validUntil: string,
  problemOf: (day: string) => string | undefined,
): void {
  const problems = conditions.flatMap(({ dueOn }, at) => {
    const problem =
      problemOf(dueOn) ?? (dueOn > validUntil ? 'is after the decision ends' : undefined);
    return problem === undefined ? [] : [[`conditions.${at}.dueOn`, problem] as const];
  });
  if (problems.length > 0) throw new Invalid(Object.fromEntries(problems));
}
