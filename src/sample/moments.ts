import { addDays, addMilliseconds } from '../platform/clock.js';

/** A moment some days ago: `minutes` after eight in the morning, UTC. */
export function daysAgo(today: string, days: number, minutes: number): Date {
  return addMilliseconds(new Date(`${addDays(today, -days)}T08:00:00Z`), minutes * 60_000);
}
