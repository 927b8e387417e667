const dayMs = 24 * 3_600_000;

/** When one is reminded of a due date: some days before it, then again and again after it. */
export interface Ladder {
  /** Days before the due date, 0 for the day itself; whole, not negative, in any order. */
  readonly before: readonly number[];
  /** Days between the reminders after the due date; whole, at least 1. */
  readonly every: number;
}

/** Days since 1970 of a day `YYYY-MM-DD`. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** Whole days from the due date to a day; negative before it. Both `YYYY-MM-DD`. */
export const daysPast = (dueOn: string, day: string): number => dayNumber(day) - dayNumber(dueOn);

/**
 * The latest rung of the ladder that a day has reached, as days after the due date (-60, …, 0, 7, 14, …); nothing
 * before the first. Only the latest counts, so that whoever was not reminded for weeks is reminded once.
 *
 * @param past days from the due date to the day, as `daysPast` gives them
 * @param extraRung one more, as days after the due date: such as the day until which it was put off
 */
export function rungReached(
  past: number,
  ladder: Ladder,
  extraRung = -Infinity,
): number | undefined {
  let reached = -Infinity;
  for (const days of ladder.before) if (-days <= past && -days > reached) reached = -days;
  const again = Math.floor(past / ladder.every) * ladder.every;
  if (past >= ladder.every && again > reached) reached = again;
  if (extraRung <= past && extraRung > reached) reached = extraRung;
  // Not minus zero.
  return reached === -Infinity ? undefined : reached + 0;
}

/** How many days before a due date its first rung stands; 0 for a ladder without any. */
export const reachOf = ({ before }: Ladder): number => Math.max(0, ...before);
