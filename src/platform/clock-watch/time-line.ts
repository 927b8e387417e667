const dayMs = 24 * 3_600_000;
/** What is off for longer, or goes wrong by more, is taken for a clock that leapt. */
export const furthestMs = 35 * dayMs;
/** So long it has to go on where it leapt to before it is believed. */
export const proofMs = 2 * dayMs;
/** Looks further apart than this do not show that it went on in between. */
const closestMs = dayMs;

export interface Leap {
  /** The moment, by the clock, at which the leap was noticed. */
  since: Date;
  /** The last moment that was seen after it. */
  at: Date;
}

/** What is known of the clock: the last moment that was believed, and where it goes now, if elsewhere. */
export interface Seen {
  at: Date;
  leap: Leap | null;
}

/**
 * What is known once the clock was looked at again and said `now`. It is believed, with `leap` null, within 35 days of the last
 * moment that was, in either direction; and after a leap once it was seen to go on from there for two days, at least once a day.
 */
export function seenNow({ at, leap }: Seen, now: Date): Seen {
  if (Math.abs(span(at, now)) <= furthestMs) return { at: now, leap: null };
  const goesOn = leap !== null && span(leap.at, now) >= 0 && span(leap.at, now) <= closestMs;
  const since = goesOn ? leap.since : now;
  return span(since, now) >= proofMs ? { at: now, leap: null } : { at, leap: { since, at: now } };
}

const span = (from: Date, to: Date): number => to.getTime() - from.getTime();
