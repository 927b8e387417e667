import type { RegisterRow } from '../../findings/index.js';
import type { Ordered } from './contents.js';

/** Days as `YYYY-MM-DD`, both included. */
export interface Period {
  from: string;
  to: string;
}

export const periodOf = ({ periodFrom, periodTo }: Ordered): Period => ({
  from: periodFrom ?? '',
  to: periodTo ?? '',
});

/** Whether a moment, as ISO 8601 text, lies in it. */
export const isIn =
  ({ from, to }: Period) =>
  (at: string | null | undefined): boolean =>
    !!at && at.slice(0, 10) >= from && at.slice(0, 10) <= to;

/** Whether something that began at one moment, and has ended at another or not yet, touches it. */
export const touches = (
  { from, to }: Period,
  began: string,
  ended: string | null | undefined,
): boolean => began.slice(0, 10) <= to && (!ended || ended.slice(0, 10) >= from);

/** Raised by the end of the period, and not closed before it began. */
export function wasOpen(finding: RegisterRow, period: Period): boolean {
  const { raisedAt, state, resolvedAt, verifiedAt } = finding;
  const isClosed = state === 'resolved' || state === 'verified';
  return touches(period, raisedAt, isClosed ? (verifiedAt ?? resolvedAt) : null);
}
