import { isDeepStrictEqual } from 'node:util';
import { expiryGraceDays } from '../../scoring/index.js';
import type { StoredInput } from './score.entity.js';

/**
 * True if two inputs say the same, so that scoring again would only repeat the score. Days go by without anything
 * having changed: of how long ago key evidence expired only that counts which the model looks at, whether it is
 * more than 90 days. Each may be as stored or as computed.
 */
export function saysTheSame(one: StoredInput, other: StoredInput): boolean {
  return isDeepStrictEqual(withoutAges(one), withoutAges(other));
}

function withoutAges(input: StoredInput): unknown {
  const { conditions, ...rest } = JSON.parse(JSON.stringify(input)) as StoredInput;
  const expiredKeyEvidence = conditions.expiredKeyEvidence.map(({ reason, daysExpired }) => ({
    reason,
    tooLong: daysExpired > expiryGraceDays,
  }));
  return { ...rest, conditions: { ...conditions, expiredKeyEvidence } };
}
