import type { ObligationKind } from '../kinds/index.js';
import { daysPast, rungReached, type Ladder } from './ladder.js';
import type { Cause } from './reminder.entity.js';

/** An open obligation as it may concern somebody on a day. */
export interface Candidate {
  id: string;
  kind: ObligationKind;
  subjectKind: string;
  subjectId: string;
  vendorId: string;
  vendor: string;
  owner: string;
  /** When the owner's access ended. */
  ownerLeftAt: string | null;
  dueOn: string;
  title: string;
  /** The last rung they were reminded of, as days after this due date. */
  lastRung: number | null;
  /** Until when they put it off; they are reminded again on that day. */
  until: string | null;
}

export interface DueLine extends Candidate {
  rung: number;
  cause: Cause;
  /** Days from the due date to the day of the digest. */
  past: number;
}

/** What is to be said of a candidate that is the person's own, on a day; nothing if there is nothing new. */
export function ownLine(candidate: Candidate, day: string, ladder: Ladder): DueLine | undefined {
  return lineOf(candidate, day, ladder, 'own');
}

/**
 * What is to be said of somebody else's: everything, once its owner's access has ended; otherwise only what is late
 * by `lateAfter` days or more.
 */
export function passedOnLine(
  candidate: Candidate,
  day: string,
  ladder: Ladder,
  lateAfter: number,
): DueLine | undefined {
  if (candidate.ownerLeftAt !== null) return lineOf(candidate, day, ladder, 'left');
  if (daysPast(candidate.dueOn, day) < lateAfter) return undefined;
  return lineOf(candidate, day, ladder, 'late', lateAfter);
}

function lineOf(
  candidate: Candidate,
  day: string,
  ladder: Ladder,
  cause: Cause,
  extraRung = -Infinity,
): DueLine | undefined {
  const { dueOn, until, lastRung } = candidate;
  if (until !== null && until > day) return undefined;
  const past = daysPast(dueOn, day);
  const wokenAt = until === null ? -Infinity : daysPast(dueOn, until);
  const rung = rungReached(past, ladder, Math.max(wokenAt, extraRung));
  if (rung === undefined || rung <= (lastRung ?? -Infinity)) return undefined;
  return { ...candidate, rung, cause, past };
}
