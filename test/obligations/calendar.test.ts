import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarOf, type CalendarEntry } from '../../src/obligations/calendar/calendar.js';
import { addDays } from '../../src/platform/clock.js';

const entry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: '01a217a0-72ef-7357-ba07-5c544c1c9ac9',
  summary: 'Corridor Gateway: Reassess “Gateway for all prompts” in full',
  kind: 'Reassessment',
  dueOn: '2028-02-29',
  sequence: 3,
  changedAt: new Date('2026-11-23T09:00:00Z'),
  ended: false,
  url: 'https://assay.example/engagements/1',
  ...change,
});

/** Parsed strictly: a property whose value is not as RFC 5545 says throws. */
function read(content: string): ICAL.Component {
  ICAL.design.strict = true;
  return new ICAL.Component(ICAL.parse(content) as never);
}
const eventsOf = (content: string) => read(content).getAllSubcomponents('vevent');
const valueOf = (component: ICAL.Component | undefined, name: string): string =>
  String(component?.getFirstPropertyValue(name));

describe('a calendar', () => {
  it('has what Google, Outlook and Apple ask for, and nothing that repeats', () => {
    const content = calendarOf([entry()], 'assay.example');
    const calendar = read(content);
    expect(valueOf(calendar, 'version')).toBe('2.0');
    expect(valueOf(calendar, 'prodid')).toBe('-//Assay//Due dates//EN');
    expect(valueOf(calendar, 'method')).toBe('PUBLISH');
    expect(valueOf(calendar, 'refresh-interval')).toBe('PT6H');
    expect(valueOf(calendar, 'x-published-ttl')).toBe('PT6H');
    const [event] = calendar.getAllSubcomponents('vevent');
    expect(valueOf(event, 'uid')).toBe('01a217a0-72ef-7357-ba07-5c544c1c9ac9@assay.example');
    expect(valueOf(event, 'sequence')).toBe('3');
    expect(valueOf(event, 'dtstamp')).toBe('2026-11-23T09:00:00Z');
    expect(valueOf(event, 'last-modified')).toBe('2026-11-23T09:00:00Z');
    expect(valueOf(event, 'transp')).toBe('TRANSPARENT');
    expect(valueOf(event, 'status')).toBe('CONFIRMED');
    expect(valueOf(event, 'url')).toBe('https://assay.example/engagements/1');
    expect(content).toContain('\r\nDTSTART;VALUE=DATE:20280229\r\n');
    expect(content).toContain('\r\nDTEND;VALUE=DATE:20280301\r\n');
    expect(content).not.toMatch(/RRULE|VALARM|ATTENDEE|ORGANIZER|TZID/);
    expect(content.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
  });

  it('is one even when nothing is due', () => {
    expect(eventsOf(calendarOf([], 'assay.example'))).toEqual([]);
  });

  it('tells that something ended, as a later version of the same event', () => {
    const before = calendarOf([entry()], 'assay.example');
    const after = calendarOf([entry({ ended: true, sequence: 4 })], 'assay.example');
    const [was] = eventsOf(before);
    const [is] = eventsOf(after);
    expect(valueOf(is, 'uid')).toBe(valueOf(was, 'uid'));
    expect(Number(valueOf(is, 'sequence'))).toBeGreaterThan(Number(valueOf(was, 'sequence')));
    expect(valueOf(is, 'status')).toBe('CANCELLED');
  });

  it('is the same bytes from the same rows, whenever it is asked for', () => {
    expect(calendarOf([entry()], 'h')).toBe(calendarOf([entry()], 'h'));
  });

  const hostile = [
    'A\r\nATTENDEE:mailto:evil@evil.example',
    'A\nBEGIN:VEVENT\nUID:x\nEND:VEVENT',
    'Comma, semicolon; back\\slash: colon "quote"',
    'x'.repeat(2_000),
    '👩‍👩‍👧‍👦'.repeat(60),
    'é'.repeat(75),
    `${'a'.repeat(61)}😀😀😀`,
    '\u0000\u0007\u001b[31m',
    'a\u2028b\u2029c',
    '\ud800 alone',
    'END:VCALENDAR',
    '%0d%0aX:1',
    '‮right to left',
  ];
  it.each(hostile)('shows %j as text and nothing else', (name) => {
    const content = calendarOf(
      [entry({ summary: `${name}: Reassess it` }), entry({ id: 'b' })],
      'h',
    );
    const events = eventsOf(content);
    expect(events).toHaveLength(2);
    const [event] = events;
    const expected = name.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\p{Cs}/gu, '');
    expect(valueOf(event, 'summary')).toBe(`${expected}: Reassess it`.trim());
    expect(event?.getAllProperties('attendee')).toEqual([]);
    expect(wellFolded(content)).toBe(true);
  });

  it('holds any text and any day', () => {
    const day = fc.integer({ min: 0, max: 366 * 60 }).map((days) => addDays('2020-01-01', days));
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(text, day, (summary, dueOn) => {
        const content = calendarOf([entry({ summary: `x${summary}`, dueOn })], 'h');
        const [event, ...others] = eventsOf(content);
        expect(others).toEqual([]);
        expect(wellFolded(content)).toBe(true);
        expect(valueOf(event, 'dtstart')).toBe(dueOn);
        expect(valueOf(event, 'dtend')).toBe(addDays(dueOn, 1));
      }),
      { numRuns: 500 },
    );
  });

  it('holds 5,000 events, each with an id of its own', () => {
    const entries = Array.from({ length: 5_000 }, (_, at) =>
      entry({ id: `e${at}`, dueOn: addDays('2026-01-01', at) }),
    );
    const events = eventsOf(calendarOf(entries, 'h'));
    expect(new Set(events.map((event) => valueOf(event, 'uid'))).size).toBe(5_000);
  });
});

/** Lines of at most 75 octets, each ended by CRLF, no character cut in two. */
function wellFolded(content: string): boolean {
  const lines = content.split('\r\n');
  return (
    lines.pop() === '' &&
    content.isWellFormed() &&
    lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))
  );
}
