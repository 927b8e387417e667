import { addMonths } from '../../platform/clock.js';
import type { FieldProblems } from '../../platform/errors.js';
import { dayText } from '../../platform/templates/index.js';
import type { BridgeLetterFacts } from './bridge-letter.dto.js';
import { bridgeBeginnings, bridgeMayCoverUntil } from '../freshness/bridge.js';
import type { FreshnessFigures } from '../freshness/figures.js';

/** Why this is no bridge letter for a report whose period ends on `periodTo`: a clause a field; none where it is one. */
export function letterProblems(
  { issuedOn, coversFrom, coversUntil, byManagement }: BridgeLetterFacts,
  periodTo: string,
  { soc2Type2Months, bridgeMonths: months }: FreshnessFigures,
  today: string,
): FieldProblems {
  const problems: Record<string, string> = {};
  const freshUntil = addMonths(periodTo, soc2Type2Months);
  const limits = { periodTo, freshUntil, months };
  if (!byManagement) {
    problems['byManagement'] = 'is not said: only the vendor’s management can sign a bridge letter';
  }
  if (issuedOn > today) problems['issuedOn'] = 'is still to come';
  if (issuedOn < periodTo) {
    problems['issuedOn'] = `is before the report’s period ends, ${dayText(periodTo)}`;
  }
  if (!bridgeBeginnings(limits).includes(coversFrom)) {
    problems['coversFrom'] =
      `is neither where the report’s period ends, ${dayText(periodTo)}, nor where the report stops being fresh, ${dayText(freshUntil)}`;
  }
  const last = bridgeMayCoverUntil(coversFrom, limits);
  if (coversUntil < coversFrom) problems['coversUntil'] = 'is before the first day';
  else if (coversUntil > last) {
    problems['coversUntil'] =
      `is more than ${months} months later: a bridge letter that begins there may cover until ${dayText(last)}`;
  }
  return problems;
}
