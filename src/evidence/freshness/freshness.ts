import { addDays } from '../../platform/clock.js';
import { daysBetween, dayText } from '../../platform/templates/index.js';
import type { Evidence } from '../evidence.entity.js';
import { ageRules } from './aged.js';
import type { EvidenceFigures } from './figures.js';

export const evidenceStates = ['fresh', 'due_soon', 'stale'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** What the rules read of a piece of evidence. When it was uploaded is not among it. */
export type EvidenceDates = Pick<Evidence, 'kind' | 'issuedOn' | 'expiresOn'>;

/** What ends it: the day it names itself, or the age of its kind. */
export const evidenceEnds = ['expiry', 'age'] as const;
export type EvidenceEnd = (typeof evidenceEnds)[number];

export interface EvidenceFreshness {
  state: EvidenceState;
  /** The last day on which it is fresh. */
  freshUntil: string;
  /** Days since then; 0 until then. */
  daysStale: number;
  endsBy: EvidenceEnd;
  /** Why, as one sentence. */
  reason: string;
}

/** Whether there is a day on which it ends, by its own word or by the age of its kind. */
export const hasEnd = ({ kind, issuedOn, expiresOn }: EvidenceDates): boolean =>
  expiresOn !== null || (issuedOn !== null && ageRules[kind] !== undefined);

/**
 * Where a piece of evidence stands on `day` (`YYYY-MM-DD`): fresh to the day it names or as long as its kind is fresh
 * after its issue, whichever ends first; due soon for `dueSoonDays` before that. Undefined where neither ends it.
 */
export function freshnessOfEvidence(
  dates: EvidenceDates,
  day: string,
  figures: EvidenceFigures,
): EvidenceFreshness | undefined {
  const end = endOf(dates, figures);
  if (!end) return undefined;
  const { freshUntil, endsBy, rule } = end;
  const stale = day > freshUntil;
  const soon = day >= addDays(freshUntil, -figures.dueSoonDays);
  return {
    state: stale ? 'stale' : soon ? 'due_soon' : 'fresh',
    freshUntil,
    daysStale: Math.max(0, daysBetween(freshUntil, day)),
    endsBy,
    reason: `${rule}${stale ? '; that was' : ':'} until ${dayText(freshUntil)}.`,
  };
}

interface End {
  freshUntil: string;
  endsBy: EvidenceEnd;
  rule: string;
}

function endOf(
  { kind, issuedOn, expiresOn }: EvidenceDates,
  figures: EvidenceFigures,
): End | undefined {
  const age = ageRules[kind];
  const aged: End | undefined =
    age && issuedOn !== null
      ? {
          freshUntil: age.until(issuedOn, figures),
          endsBy: 'age',
          rule: `${age.words(figures)} after its issue, here on ${dayText(issuedOn)}`,
        }
      : undefined;
  if (expiresOn === null || (aged && aged.freshUntil < expiresOn)) return aged;
  return { freshUntil: expiresOn, endsBy: 'expiry', rule: 'It is valid to its end date' };
}
