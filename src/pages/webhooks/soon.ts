const units = [
  { ms: 24 * 3_600_000, from: 48 * 3_600_000, one: 'day' },
  { ms: 3_600_000, from: 3_600_000, one: 'hour' },
  { ms: 60_000, from: 60_000, one: 'minute' },
  { ms: 1_000, from: 1_000, one: 'second' },
] as const;

/** "in 5 minutes": how long it is until `at`, rounded to the largest fitting unit; "now" for what is due. */
export function soon(now: Date, at: Date): string {
  const left = at.getTime() - now.getTime();
  const unit = units.find(({ from }) => left >= from);
  if (!unit) return 'now';
  const count = Math.round(left / unit.ms);
  return `in ${count} ${unit.one}${count === 1 ? '' : 's'}`;
}
