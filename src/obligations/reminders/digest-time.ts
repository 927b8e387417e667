import { weekdayOf, type Weekday } from '../../platform/weekdays.js';
import { localTime } from '../../platform/zones.js';

/** When somebody wants to hear from us. */
export interface Hours {
  /** A zone of the IANA database. */
  zone: string;
  /** The hour of their day from which the digest may come, 0 to 22: some clocks leave 23 out. */
  digestHour: number;
  /** Days of the week without a digest. */
  quietWeekdays: readonly Weekday[];
  /** Days without a digest, `YYYY-MM-DD`. */
  quietDays: readonly string[];
}

export function isQuiet(day: string, { quietWeekdays, quietDays }: Hours): boolean {
  return quietWeekdays.includes(weekdayOf(day)) || quietDays.includes(day);
}

/**
 * The local day whose digest may be made at an instant, or nothing while its hour has not come or the day is quiet.
 * An hour that a change of the clocks leaves out has come as soon as a later one has.
 */
export function digestDay(hours: Hours, instant: Date | number): string | undefined {
  const { day, hour } = localTime(hours.zone, instant);
  return hour >= hours.digestHour && !isQuiet(day, hours) ? day : undefined;
}
