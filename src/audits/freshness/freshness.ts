import { addDays } from '../../platform/clock.js';
import { dayText, daysBetween } from '../../platform/templates/index.js';
import type { Audit } from '../audit.entity.js';
import type { LetterDates } from './bridge.js';
import type { FreshnessFigures } from './figures.js';
import { spanRules, type Span } from './spans.js';

export const freshnessStates = [
  'fresh',
  'due_soon',
  'in_grace',
  'stale',
  'superseded',
  'rejected',
] as const;
export type FreshnessState = (typeof freshnessStates)[number];

/** What an audit counts as on a day: an audit (0.95), an artefact we inspected (0.80) or the vendor's word (0.50). */
export type AuditGrade = 'audit' | 'artefact' | 'assertion';

export interface Freshness {
  state: FreshnessState;
  /** The last day on which it is fresh. */
  freshUntil: string;
  /** The last day of its grace; absent where it has none. */
  graceUntil?: string;
  /** Days since the last day on which it was fresh or in grace; 0 until then. */
  daysStale: number;
  grade: AuditGrade;
  /** Why, as one sentence. */
  reason: string;
}

/** What the rules read of an audit. When it was recorded or uploaded is not among it. */
export type AuditDates = Pick<
  Audit,
  'kind' | 'periodTo' | 'issuedOn' | 'expiresOn' | 'surveillanceOn' | 'materialChangeOn'
> & { rejectedAt: Date | string | null };

/**
 * Where an audit stands on `day` (`YYYY-MM-DD`), by its own days, the bridge letters for it and the figures of the
 * policy `freshness`. Whether its auditor is in doubt is another matter and changes nothing here.
 *
 * Being rejected comes before being superseded, and both before what the days say. A superseded audit counts for
 * as long as its own days let it. Throws RangeError where a day is missing that the kind of audit needs.
 */
export function freshnessOf(
  audit: AuditDates,
  letters: readonly LetterDates[],
  day: string,
  figures: FreshnessFigures,
  superseded = false,
): Freshness {
  const span = spanRules[audit.kind](audit, letters, figures);
  const { freshUntil, graceUntil } = span;
  const byDays = stateByDays(span, day, figures.dueSoonDays);
  const state = audit.rejectedAt ? 'rejected' : superseded ? 'superseded' : byDays;
  return {
    state,
    freshUntil,
    ...(graceUntil ? { graceUntil } : {}),
    daysStale: Math.max(0, daysBetween(graceUntil ?? freshUntil, day)),
    grade: state === 'rejected' ? 'assertion' : gradeOf(span, byDays),
    reason: reasonOf(span, state),
  };
}

type ByDays = Exclude<FreshnessState, 'superseded' | 'rejected'>;

function stateByDays({ freshUntil, graceUntil }: Span, day: string, dueSoonDays: number): ByDays {
  if (day <= freshUntil) return day < addDays(freshUntil, -dueSoonDays) ? 'fresh' : 'due_soon';
  return graceUntil && day <= graceUntil ? 'in_grace' : 'stale';
}

function gradeOf({ grade }: Span, state: ByDays): AuditGrade {
  if (state === 'stale') return 'assertion';
  return state === 'in_grace' ? 'artefact' : grade;
}

function reasonOf({ rule, grace, freshUntil, graceUntil }: Span, state: FreshnessState): string {
  switch (state) {
    case 'rejected':
      return 'We do not accept it, so it proves nothing.';
    case 'superseded':
      return 'A newer audit of the same kind and scope has taken its place.';
    case 'fresh':
    case 'due_soon':
      return `${rule}: until ${dayText(freshUntil)}.`;
    case 'in_grace':
      return `${rule}; that was until ${dayText(freshUntil)}, and ${grace}: until ${dayText(graceUntil ?? freshUntil)}.`;
    case 'stale': {
      const ended = `${rule}; that was until ${dayText(freshUntil)}`;
      if (graceUntil) return `${ended}, and its grace ended on ${dayText(graceUntil)}.`;
      return grace ? `${ended}, and ${grace}.` : `${ended}.`;
    }
  }
}
