/** A moment as somebody in a time zone reads it off the wall. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  day: string;
  /** 0 to 23. */
  hour: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Names as the IANA time zone database has them; an offset such as `+02:00` is no place. */
const shape = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/;
const longest = 50;

/** Whether `name` is a time zone of the IANA database that this machine knows, such as `Europe/Lisbon`. */
export function isZone(name: string): boolean {
  return clockOf(name) !== undefined;
}

/** Day and hour in `zone` at an instant (a Date, or milliseconds since 1970). Throws RangeError for what is no zone. */
export function localTime(zone: string, instant: Date | number): LocalTime {
  const clock = clockOf(zone);
  if (!clock) throw new RangeError(`${zone} is not a time zone.`);
  const [day = '', hour] = clock.format(instant).split(' ');
  return { day, hour: Number(hour) };
}

/** The day in `zone` at an instant, as `YYYY-MM-DD`. */
export const dayIn = (zone: string, instant: Date | number): string => localTime(zone, instant).day;

/** The hour in `zone` at an instant, 0 to 23. */
export const hourIn = (zone: string, instant: Date | number): number =>
  localTime(zone, instant).hour;

/** Every zone to choose from, by name. */
export function zones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  const ready = clocks.get(zone);
  if (ready ?? (zone.length > longest || !shape.test(zone))) return ready;
  try {
    // Swedish writes days as ISO 8601 does.
    const made = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, made);
    return made;
  } catch {
    return undefined;
  }
}
