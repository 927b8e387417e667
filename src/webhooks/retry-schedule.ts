const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after each attempt before the next one, as Standard Webhooks 1.0.0 proposes it. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** The first attempt is made at once. */
export const mostAttempts = waits.length + 1;

const longestWaitMs = 24 * hour;
const spread = 0.1;

/**
 * Milliseconds from the end of attempt `rung` (1 is the first) to the next; nothing after the last one. `chance` in
 * [0, 1) lengthens it by up to a tenth, so that what failed together does not come again together. A wait that the
 * receiver asked for (`askedMs`) is kept where it is longer, up to 24 hours.
 */
export function waitAfter(rung: number, chance: number, askedMs = 0): number | undefined {
  const wait = waits[rung - 1];
  if (wait === undefined) return undefined;
  const spreadOut = Math.round(wait * (1 + spread * chance));
  return Math.max(spreadOut, Math.min(askedMs, longestWaitMs));
}

/**
 * What `Retry-After` (RFC 9110, 10.2.3) asks for: seconds, or a date. Milliseconds from `now`, never less than 0;
 * 0 for what is neither.
 */
export function readRetryAfter(text: string | undefined, now: Date): number {
  if (text === undefined) return 0;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * second;
  const at = /^[A-Z][a-z]{2},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
