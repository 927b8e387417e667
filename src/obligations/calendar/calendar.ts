import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays } from '../../platform/clock.js';

/** An obligation as a calendar shows it. */
export interface CalendarEntry {
  id: string;
  /** One line: whose it is and what to do. */
  summary: string;
  /** What kind of thing it is. */
  kind: string;
  /** `YYYY-MM-DD`. */
  dueOn: string;
  sequence: number;
  /** When the row changed last; both stamps of the event, so that the same rows give the same bytes. */
  changedAt: Date;
  ended: boolean;
  /** Address of the page. */
  url: string;
}

const refreshSeconds = 6 * 3_600;

/**
 * An iCalendar stream (RFC 5545) of all-day events, one an entry, without repetition rules. A later version of an
 * entry has the same UID and a higher SEQUENCE (RFC 5546, 2.1.4); an ended one stays as a cancelled event.
 * @param host stands behind the `@` of every UID
 */
export function calendarOf(entries: readonly CalendarEntry[], host: string): string {
  const calendar = ical({
    prodId: { company: 'Assay', product: 'Due dates', language: 'EN' },
    name: 'Due dates (Assay)',
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
  });
  for (const { id, summary, kind, dueOn, sequence, changedAt, ended, url } of entries) {
    calendar.createEvent({
      id: `${id}@${host}`,
      sequence,
      stamp: changedAt,
      lastModified: changedAt,
      start: `${dueOn}T00:00:00Z`,
      end: `${addDays(dueOn, 1)}T00:00:00Z`,
      allDay: true,
      summary: onOneLine(summary),
      description: `${kind}. ${url}`,
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
      status: ended ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  // Every line ends with CRLF, the last one included (3.1); the generator leaves that one out.
  return `${calendar.toString()}\r\n`;
}

/** Without line ends and other controls, which no text of a calendar may hold (3.3.11). */
const onOneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cs}/gu, '')
    .trim();
