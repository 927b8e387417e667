import { Invalid } from '../../platform/errors.js';
import type { Score } from '../../scoring/index.js';
import { shortestException, type NewDecision } from './decision.dto.js';
import { longestValidity, usualValidity } from './validity.js';

export interface Decided {
  conditions: string | null;
  exceptionReason: string | null;
  /** `YYYY-MM-DD`. */
  validUntil: string;
}

/**
 * What a decision says beyond outcome and reason, checked against the score it stands on.
 * @throws Invalid by field: conditions and exception where they are needed, and nowhere else; an end after
 * today and within five years
 */
export function decidedOn(
  facts: NewDecision,
  { needsException, inherent }: Pick<Score, 'needsException' | 'inherent'>,
  today: string,
): Decided {
  const { outcome, conditions, exceptionReason } = facts;
  const conditional = outcome === 'approved_with_conditions';
  if (conditional && !conditions) throw new Invalid({ conditions: 'are missing' });
  if (!conditional && conditions) {
    throw new Invalid({ conditions: 'belong to an approval with conditions only' });
  }
  const exceptional = needsException && outcome !== 'rejected';
  if (exceptional && (exceptionReason ?? '').length < shortestException) {
    const why = `needs at least ${shortestException} characters: a knock-out failed, so say why it may be approved`;
    throw new Invalid({ exceptionReason: why });
  }
  if (!exceptional && exceptionReason) {
    throw new Invalid({ exceptionReason: 'is only for an approval although a knock-out failed' });
  }
  const validUntil = facts.validUntil ?? usualValidity(inherent.tier, today);
  if (validUntil <= today) throw new Invalid({ validUntil: 'is not after today' });
  if (validUntil > longestValidity(today)) {
    throw new Invalid({ validUntil: 'is more than five years away' });
  }
  return { conditions: conditions || null, exceptionReason: exceptionReason || null, validUntil };
}
